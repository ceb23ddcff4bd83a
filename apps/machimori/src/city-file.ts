import { basename, extname } from 'node:path';
import { type City, decodeCity } from '@machimori/city';
import { Failure, fill, limits, text } from '@machimori/kernel';
import { readBytes } from './files.ts';
import type { Terminal } from './terminal.ts';
import { diagnosticLines } from './terminal.ts';
import { readWorkbookGuarded } from './guarded-workbook.ts';

const messages = {
  wrong: text('「{path}」に、直すところが{count}か所あります。', '“{path}” has {count} things to correct.'),
  next: text('上の場所を直して、もう一度実行してください。何も書き換えていません。', 'Correct them and run again. Nothing was written.'),
};

/** Reads a city from YAML, JSON or a workbook; all that is wrong is said at once. */
export async function readCityFile(path: string, terminal: Terminal): Promise<City> {
  const isWorkbook = extname(path).toLowerCase() === '.xlsx';
  const { city, diagnostics } = isWorkbook
    ? await readWorkbookGuarded(await readBytes(path, limits.workbookBytes))
    : decodeCity({ name: basename(path), bytes: await readBytes(path, limits.cityFileBytes) });
  const errors = diagnostics.filter((d) => d.severity === 'error');
  if (!city || errors.length > 0) throw new Failure('input-invalid', fill(messages.wrong, { path, count: errors.length }), { diagnostics: errors, next: messages.next });
  for (const line of diagnosticLines(diagnostics, terminal.locale)) terminal.warn(line);
  return city;
}
