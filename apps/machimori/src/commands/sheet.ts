import { basename } from 'node:path';
import { type City, type ControlFact, writeCity } from '@machimori/city';
import {
  answersByLine,
  fillSheet,
  type LineAnswer,
  mergeSheets,
  readSheet,
} from '@machimori/documents/sheet';
import { Failure, fill, limits, text } from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { readCityFile } from '../city-file.ts';
import { type Call, type Command, formatOption } from '../command.ts';
import { loadEdition } from '../edition-file.ts';
import { readBytes, writeFiles } from '../files.ts';
import { readPlan } from '../plan-file.ts';
import { diagnosticLines, placeText } from '../terminal.ts';

const messages = {
  plan: text('計画（plan.json）', 'The plan (plan.json)'),
  out: text(
    '書き出すファイル（なければ元の名前に「-filled」を付ける）',
    'File to write (the given name with “-filled” if absent)',
  ),
  organisation: text(
    'この組織が答える分だけを書き込む',
    'Fill in only what this organisation answers',
  ),
  overwrite: text('すでに書かれている欄も書き換える', 'Replace what people wrote, too'),
  needsPlan: text(
    '--plan で計画（plan.json）を指定してください。',
    'Name the plan with --plan (plan.json).',
  ),
  answersNothing: text(
    'この計画に、「{organisation}」が答える行はありません。',
    'In this plan “{organisation}” answers no line.',
  ),
  answering: text('答える組織のキー: {known}', 'Keys of those who answer: {known}'),
  filled: text(
    '「{path}」を書き出しました（{items}項目、{cells}か所に書き込み）。',
    'Wrote “{path}” ({items} items, {cells} cells filled).',
  ),
  kept: text(
    'すでに書かれていた{count}か所は、そのままにしました（--overwrite で書き換え）。',
    '{count} cells that had words already were kept (--overwrite replaces them).',
  ),
  withoutRow: text('ファイルに行がない項目: {items}', 'Items without a row in the file: {items}'),
  read: text(
    '{answers}件の答えを読み取りました（計画から変わったもの {changed}行）。',
    'Read {answers} answers ({changed} lines differ from the plan).',
  ),
  conflicts: text(
    '答えが食い違う欄が{count}か所あります。どちらかに決めてください。',
    '{count} cells are answered differently by different books; settle them.',
  ),
  unmatched: text(
    'どの項目か分からない行が{count}行あります。',
    '{count} rows match no check item.',
  ),
  city: text('答えを書き足す都市のファイル', 'City file to add the answers to'),
  readOut: text(
    '答えを書き足した都市のファイル、または答えの一覧（.json）',
    'The city file with the answers, or the list of answers (.json)',
  ),
  written: text('「{path}」を書き出しました。', 'Wrote “{path}”.'),
};

function planPath(call: Call): string {
  const path = call.option('plan');
  if (path === undefined) throw new Failure('usage', messages.needsPlan);
  return path;
}

/** A key that answers nothing would fill nothing, and look like success. */
function mustAnswer(plan: Plan, organisation: string): void {
  const known = [...new Set(plan.sheet.map((row) => row.organisation))].sort();
  if (known.includes(organisation)) return;
  throw new Failure('not-found', fill(messages.answersNothing, { organisation }), {
    next: fill(messages.answering, { known: known.join(', ') }),
  });
}

export const sheetFill: Command = {
  name: 'sheet fill',
  summary: text(
    '手元の公式チェックシートの「実装予定時期」と「実装方法」に、計画を書き込みます。ほかの所は変えません。',
    "Fills the two columns of one's own copy of the official check sheet; nothing else of the file changes.",
  ),
  takes: ['OFFICIAL'],
  options: {
    plan: { type: 'string', value: 'PLAN', help: messages.plan },
    out: { type: 'string', value: 'FILE', help: messages.out },
    organisation: { type: 'string', value: 'KEY', help: messages.organisation },
    overwrite: { type: 'boolean', help: messages.overwrite },
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const source = call.positionals[0] as string;
    const plan = await readPlan(planPath(call));
    const edition = await loadEdition(plan.edition.id);
    const organisation = call.option('organisation');
    if (organisation !== undefined) mustAnswer(plan, organisation);
    const made = fillSheet(await readBytes(source, limits.workbookBytes), plan, edition, {
      locale,
      overwrite: call.flag('overwrite'),
      ...(organisation === undefined ? {} : { organisation }),
    });
    const path = call.option('out') ?? source.replace(/(\.xlsx)?$/i, '-filled.xlsx');
    await writeFiles([{ path, content: made.bytes }]);
    if (call.option('format') === 'json') {
      const { bytes: _bytes, ...report } = made;
      terminal.print(JSON.stringify({ path, ...report }));
      return 0;
    }
    terminal.print(
      fill(messages.filled, {
        path,
        items: new Set(made.filled.flatMap((cell) => cell.checkItems)).size,
        cells: made.filled.length,
      })[locale],
    );
    if (made.kept.length > 0)
      terminal.print(fill(messages.kept, { count: made.kept.length })[locale]);
    if (made.itemsWithoutRow.length > 0)
      terminal.print(
        fill(messages.withoutRow, {
          items: made.itemsWithoutRow
            .map((id) => edition.checkItems.find((i) => i.id === id)?.label ?? id)
            .join('、'),
        })[locale],
      );
    for (const line of diagnosticLines(made.diagnostics, locale)) terminal.warn(line);
    return 0;
  },
};

export const sheetRead: Command = {
  name: 'sheet read',
  summary: text(
    '書き込まれたチェックシート（いくつでも）を読み取り、合わせます。',
    'Reads filled check sheets, as many as there are, and merges them.',
  ),
  takes: ['BOOK'],
  repeats: true,
  options: {
    plan: { type: 'string', value: 'PLAN', help: messages.plan },
    city: { type: 'string', value: 'CITY', help: messages.city },
    out: { type: 'string', value: 'FILE', help: messages.readOut },
    ...formatOption,
  },
  async run(call) {
    const { terminal, locale } = call;
    const plan = await readPlan(planPath(call));
    const edition = await loadEdition(plan.edition.id);
    const books = [];
    for (const path of call.positionals)
      books.push({
        name: basename(path),
        report: readSheet(await readBytes(path, limits.workbookBytes), edition, plan),
      });
    const merged = mergeSheets(books);
    const lines = answersByLine(merged.answers);
    const cityPath = call.option('city');
    const out = call.option('out');
    if (out !== undefined) {
      const content =
        cityPath === undefined
          ? `${JSON.stringify({ ...merged, lines }, null, 2)}\n`
          : writeCity(withAnswers(await readCityFile(cityPath, edition, terminal), plan, lines));
      await writeFiles([{ path: out, content }]);
    }
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ ...merged, lines }));
      return 0;
    }
    terminal.print(
      fill(messages.read, { answers: merged.answers.length, changed: lines.length })[locale],
    );
    for (const line of lines)
      terminal.print(
        `  ${line.line}  ${[line.state?.value, line.planned?.value.raw, line.statement?.value].filter((v) => v !== undefined).join(' / ')}`,
      );
    if (merged.conflicts.length > 0)
      terminal.print(fill(messages.conflicts, { count: merged.conflicts.length })[locale]);
    for (const conflict of merged.conflicts)
      terminal.print(
        `  ${conflict.key}: ${conflict.values.map((v) => `「${v.text}」(${v.book} ${placeText(v.place)})`).join(' ⇔ ')}`,
      );
    if (merged.unmatched.length > 0)
      terminal.print(fill(messages.unmatched, { count: merged.unmatched.length })[locale]);
    for (const row of merged.unmatched)
      terminal.print(`  ${row.book} ${placeText(row.place)}: ${row.label}`);
    for (const line of diagnosticLines(merged.diagnostics, locale)) terminal.warn(line);
    if (out !== undefined) terminal.print(fill(messages.written, { path: out })[locale]);
    return 0;
  },
};

/** A city with what the books answered as its controls; an answer replaces the one that stood for the same line. */
export function withAnswers(city: City, plan: Plan, answers: readonly LineAnswer[]): City {
  const lines = new Map(plan.lines.map((l) => [l.id, l]));
  const controls = new Map(city.controls.map((c) => [`${c.checkItem}@${c.subject}`, c]));
  for (const answer of answers) {
    const line = lines.get(answer.line);
    if (!line) continue;
    const known = [...controls].find(
      ([, c]) =>
        c.subject === line.subject &&
        (c.checkItem === line.checkItem || c.checkItem.replace(/\s/g, '') === line.checkItem),
    );
    const before: ControlFact | undefined = known?.[1];
    if (known) controls.delete(known[0]);
    const planned = answer.planned?.value.raw ?? before?.planned;
    const statement = answer.statement?.value ?? before?.statement;
    controls.set(line.id, {
      checkItem: line.checkItem,
      subject: line.subject,
      state:
        answer.state?.value ?? before?.state ?? (planned === undefined ? 'in-progress' : 'planned'),
      ...(planned === undefined ? {} : { planned }),
      ...(statement === undefined ? {} : { statement }),
    });
  }
  return { ...city, controls: [...controls.values()] };
}
