import { extname } from 'node:path';
import { citySchema, writeCity, writeCityWorkbook } from '@machimori/city';
import { Failure, fill, text } from '@machimori/kernel';
import { namesFor, readCityFile } from '../city-file.ts';
import type { Call, Command } from '../command.ts';
import { loadEdition } from '../edition-file.ts';
import { writeFiles } from '../files.ts';

const messages = {
  out: text('書き出すファイル', 'File to write'),
  needsOut: text(
    '--out で書き出すファイルを指定してください（例 --out {example}）。',
    'Name the file to write with --out (for example --out {example}).',
  ),
  notXlsx: text(
    '「{path}」はExcelの名前ではありません。名前の終わりを .xlsx にしてください（例 --out city.xlsx）。',
    '“{path}” is no name of a workbook. Let it end in .xlsx (for example --out city.xlsx).',
  ),
  notText: text(
    '「{path}」には書けません。名前の終わりを .yaml か .json にしてください（例 --out city.yaml）。',
    '“{path}” cannot be written. Let its name end in .yaml or .json (for example --out city.yaml).',
  ),
  fine: text('「{path}」に直すところはありません。', '“{path}” is in order.'),
  written: text('「{path}」を書き出しました。', 'Wrote “{path}”.'),
  next: text(
    'Excelで開き、書き込んだら「./machimori city import {path} --out city.yaml」で読み取れます。',
    'Fill it in, then read it with “./machimori city import {path} --out city.yaml”.',
  ),
  planNext: text(
    '「./machimori plan {path} --out plan/」で計画をつくれます。',
    'Make its plan with “./machimori plan {path} --out plan/”.',
  ),
};

const outOption = { out: { type: 'string', value: 'FILE', help: messages.out } } as const;

/** A workbook by another ending could be opened neither by a double click nor by `city import`. */
function workbookOut(call: Call): string {
  const path = outOf(call, 'city.xlsx');
  if (endingOf(path) !== '.xlsx') throw new Failure('usage', fill(messages.notXlsx, { path }));
  return path;
}

/** The other way round: a text by a workbook's name would be refused as a broken workbook. */
function textOut(call: Call): string {
  const path = outOf(call, 'city.yaml');
  if (!['.yaml', '.yml', '.json'].includes(endingOf(path)))
    throw new Failure('usage', fill(messages.notText, { path }));
  return path;
}

const endingOf = (path: string): string => extname(path).toLowerCase();

function outOf(call: Call, example: string): string {
  const out = call.option('out');
  if (out === undefined) throw new Failure('usage', fill(messages.needsOut, { example }));
  return out;
}

export const cityCheck: Command = {
  name: 'city check',
  summary: text(
    '都市のファイルに直すところがないか、すべて調べます。',
    'Says everything that is to be corrected in the file of a city.',
  ),
  takes: ['CITY'],
  options: {},
  async run(call) {
    const path = call.positionals[0] as string;
    await readCityFile(path, await loadEdition(), call.terminal);
    call.terminal.print(fill(messages.fine, { path })[call.locale]);
    return 0;
  },
};

export const cityTemplate: Command = {
  name: 'city template',
  summary: text(
    '都市を書き込むためのExcelをつくります。',
    'Writes a workbook in which a city can be described.',
  ),
  takes: [],
  options: outOption,
  async run(call) {
    const path = workbookOut(call);
    await writeFiles([
      {
        path,
        content: await writeCityWorkbook(undefined, {
          locale: call.locale,
          names: namesFor(await loadEdition()),
        }),
      },
    ]);
    call.terminal.print(fill(messages.written, { path })[call.locale]);
    call.terminal.print(fill(messages.next, { path })[call.locale]);
    return 0;
  },
};

export const cityImport: Command = {
  name: 'city import',
  summary: text(
    '書き込まれたExcelを読み取り、city.yamlにします。',
    'Reads a filled workbook into city.yaml.',
  ),
  takes: ['WORKBOOK'],
  options: outOption,
  async run(call) {
    const path = textOut(call);
    const city = await readCityFile(
      call.positionals[0] as string,
      await loadEdition(),
      call.terminal,
    );
    const content =
      endingOf(path) === '.json' ? `${JSON.stringify(city, null, 2)}\n` : writeCity(city);
    await writeFiles([{ path, content }]);
    call.terminal.print(fill(messages.written, { path })[call.locale]);
    call.terminal.print(fill(messages.planNext, { path })[call.locale]);
    return 0;
  },
};

export const cityExport: Command = {
  name: 'city export',
  summary: text(
    '都市のファイルを、Excelで直せる形にします。',
    'Writes a city file as a workbook that can be edited in Excel.',
  ),
  takes: ['CITY'],
  options: outOption,
  async run(call) {
    const path = workbookOut(call);
    const edition = await loadEdition();
    const city = await readCityFile(call.positionals[0] as string, edition, call.terminal);
    await writeFiles([
      {
        path,
        content: await writeCityWorkbook(city, { locale: call.locale, names: namesFor(edition) }),
      },
    ]);
    call.terminal.print(fill(messages.written, { path })[call.locale]);
    return 0;
  },
};

export const citySchemaCommand: Command = {
  name: 'city schema',
  summary: text('都市のファイルのJSON Schemaを出します。', 'Prints the JSON Schema of city files.'),
  takes: [],
  options: {},
  run: async (call) => {
    call.terminal.print(JSON.stringify(citySchema(), null, 2));
    return 0;
  },
};
