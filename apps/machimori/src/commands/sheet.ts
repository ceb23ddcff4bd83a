import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { type City, type ControlFact, writeCity } from '@machimori/city';
import {
  type AnswerColumn,
  answersByLine,
  columnNames,
  type LineAnswer,
  type MergedAnswer,
  mergeSheets,
} from '@machimori/documents/sheet';
import {
  type Diagnostic,
  Failure,
  fill,
  type Locale,
  limits,
  stateWords,
  text,
} from '@machimori/kernel';
import type { Plan } from '@machimori/planning';
import { readCityFile } from '../city-file.ts';
import { type Call, type Command, formatOption } from '../command.ts';
import { loadEdition } from '../edition-file.ts';
import { readBytes, writeFiles } from '../files.ts';
import { fillSheetGuarded, readSheetGuarded } from '../guarded-reading.ts';
import { readPlan } from '../plan-file.ts';
import { diagnosticLines, placeText } from '../terminal.ts';

const messages = {
  plan: text('計画（plan.json）', 'The plan (plan.json)'),
  out: text(
    '書き出すファイル（なければ「元の名前（記入）.xlsx」）',
    'File to write (“the given name (filled).xlsx” if absent)',
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
    'Wrote “{path}” ({items} {items|item|items}, {cells} {cells|cell|cells} filled).',
  ),
  kept: text(
    'すでに書かれていた{count}か所は、そのままにしました（--overwrite で書き換え）。',
    '{count} {count|cell|cells} that had words already {count|was|were} kept (--overwrite replaces {count|it|them}).',
  ),
  filledName: text('（記入）', ' (filled)'),
  filledAgain: text('（記入{n}）', ' (filled {n})'),
  withoutLine: text(
    'ファイルにあって、この計画で問うもの（サービス、機器など）のない項目: {items}。この欄は空けてあります。対象外のときは、理由を書いてください。',
    'Items of the file of which the plan asks nothing: {items}. They are left empty; where they do not apply, write why.',
  ),
  withoutLineFilled: text(
    'この計画で問うもの（サービス、機器など）のない項目: {items}。状態の欄が空いていた項目は、対象外としました。',
    'Items of which the plan asks nothing: {items}. Where their state was empty it now says 対象外 (not applicable).',
  ),
  withoutRow: text('ファイルに行がない項目: {items}', 'Items without a row in the file: {items}'),
  read: text(
    '{rows}行を読み取りました（計画から変わったもの {changed}行）。',
    'Read {rows} {rows|row|rows} ({changed} {changed|line|lines} {changed|differs|differ} from the plan).',
  ),
  notInPlan: text(
    'この計画に行のない項目への答えが{count}件あります。都市のファイルには入りません。',
    '{count} {count|answer|answers} {count|is|are} to items that have no line in this plan; they do not enter the city file.',
  ),
  notInPlanNext: text(
    '相手（サービス、機器など）を都市のファイルに書き、計画をつくり直すと、取り込めます。',
    'Describe what they are about in the city file and make the plan anew; then they can be taken in.',
  ),
  conflicts: text(
    '答えが食い違う欄が{count}か所あります。どちらかに決めてください。',
    '{count} {count|cell|cells} {count|is|are} answered differently by different books; settle them.',
  ),
  unmatched: text(
    'どの項目か分からない行が{count}行あります。',
    '{count} {count|row|rows} {count|matches|match} no check item.',
  ),
  more: text(
    'ほか{count}件（--format json ですべて見られます）',
    '{count} more (see --format json)',
  ),
  about: text('{label}（{name}）', '{label} ({name})'),
  quoted: text('「{value}」（{where}）', '“{value}” ({where})'),
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
    const bytes = await readBytes(source, limits.workbookBytes);
    const made = await fillSheetGuarded(bytes, plan, edition, {
      locale,
      overwrite: call.flag('overwrite'),
      ...(organisation === undefined ? {} : { organisation }),
    });
    const path = call.option('out') ?? (await freeName(source, locale));
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
    const labels = (ids: readonly string[]): string =>
      ids
        .map((id) => edition.checkItems.find((i) => i.id === id)?.label ?? id)
        .join(locale === 'ja' ? '、' : ', ');
    if (made.itemsWithoutLine.length > 0) {
      const stated = made.filled.some((cell) => cell.column === 'state');
      const message = stated ? messages.withoutLineFilled : messages.withoutLine;
      terminal.print(fill(message, { items: labels(made.itemsWithoutLine) })[locale]);
    }
    if (made.itemsWithoutRow.length > 0)
      terminal.print(fill(messages.withoutRow, { items: labels(made.itemsWithoutRow) })[locale]);
    warn(call, made.diagnostics);
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
        report: await readSheetGuarded(await readBytes(path, limits.workbookBytes), edition, plan),
      });
    const merged = mergeSheets(books);
    const lines = answersByLine(merged.answers);
    const notInPlan = merged.answers.filter((a) => a.lines.length === 0 && hasAnswer(a));
    const cityPath = call.option('city');
    const out = call.option('out');
    if (out !== undefined) {
      const content =
        cityPath === undefined
          ? `${JSON.stringify({ ...merged, lines, notInPlan: notInPlan.map((a) => a.key) }, null, 2)}\n`
          : writeCity(withAnswers(await readCityFile(cityPath, edition, terminal), plan, lines));
      await writeFiles([{ path: out, content }]);
    }
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify({ ...merged, lines, notInPlan: notInPlan.map((a) => a.key) }));
      return 0;
    }
    const says = new Wording(plan, edition, locale);
    const list = (items: readonly string[]): void => {
      for (const item of items.slice(0, limits.diagnostics)) terminal.print(`  ${item}`);
      const count = items.length - limits.diagnostics;
      if (count > 0) terminal.print(`  ${fill(messages.more, { count })[locale]}`);
    };
    terminal.print(
      fill(messages.read, { rows: merged.answers.length, changed: lines.length })[locale],
    );
    list(lines.map((line) => `${says.key(line.line)}  ${says.values(line)}`));
    if (notInPlan.length > 0) {
      terminal.print(fill(messages.notInPlan, { count: notInPlan.length })[locale]);
      list(
        notInPlan.map(
          (a) =>
            `${says.key(a.key)}  ${says.values(a)}  ${a.books.join('、')} ${placeText(a.place)}`,
        ),
      );
      terminal.print(messages.notInPlanNext[locale]);
    }
    if (merged.conflicts.length > 0)
      terminal.print(fill(messages.conflicts, { count: merged.conflicts.length })[locale]);
    list(
      merged.conflicts.map(({ key, column, values }) => {
        const each = values.slice(0, limits.diagnostics).map(
          (v) =>
            fill(messages.quoted, {
              value: says.value(column, v.text),
              where: `${v.book} ${placeText(v.place)}`,
            })[locale],
        );
        return `${says.key(key)} ${columnNames[column][locale]}: ${each.join(' ⇔ ')}`;
      }),
    );
    if (merged.unmatched.length > 0)
      terminal.print(fill(messages.unmatched, { count: merged.unmatched.length })[locale]);
    list(merged.unmatched.map((row) => `${row.book} ${placeText(row.place)}: ${row.label}`));
    warn(call, merged.diagnostics);
    if (out !== undefined) terminal.print(fill(messages.written, { path: out })[locale]);
    return 0;
  },
};

/** The name beside the source under which nothing stands yet: what was filled in and edited by hand is not written over. */
async function freeName(source: string, locale: Locale): Promise<string> {
  const extension = /\.xls[xm]$/i.exec(source)?.[0] ?? '';
  const stem = source.slice(0, source.length - extension.length);
  const named = (mark: string): string => `${stem}${mark}${extension || '.xlsx'}`;
  let path = named(messages.filledName[locale]);
  for (let n = 2; await isThere(path); n += 1)
    path = named(fill(messages.filledAgain, { n })[locale]);
  return path;
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** A book in which every row is at fault is told of by its first ones. */
function warn({ terminal, locale }: Call, diagnostics: readonly Diagnostic[]): void {
  for (const line of diagnosticLines(diagnostics.slice(0, limits.diagnostics), locale))
    terminal.warn(line);
  const count = diagnostics.length - limits.diagnostics;
  if (count > 0) terminal.warn(`  ${fill(messages.more, { count })[locale]}`);
}

const columns: readonly AnswerColumn[] = ['planned', 'statement', 'state'];
const hasAnswer = (answer: MergedAnswer): boolean =>
  columns.some((column) => answer[column]?.unchanged === false);

/** What was read, in the words of the sheet: labels and names, where the program has ids and keys. */
class Wording {
  readonly #labels: ReadonlyMap<string, string>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #locale: Locale;

  constructor(plan: Plan, edition: Edition, locale: Locale) {
    this.#locale = locale;
    this.#labels = new Map(edition.checkItems.map((item) => [item.id, item.label]));
    this.#names = new Map(
      [plan.city, ...plan.subjects].map((s) => [
        s.key,
        locale === 'en' ? (s.nameEn ?? s.name) : s.name,
      ]),
    );
  }

  /** `service-2-3@river-watch` → サービス②-3（川みまもり）. */
  key(key: string): string {
    const [item = '', about] = key.split(/[@#]/);
    const label = this.#labels.get(item) ?? item;
    if (about === undefined) return label;
    return fill(messages.about, { label, name: this.#names.get(about) ?? about })[this.#locale];
  }

  value(column: AnswerColumn, value: string): string {
    const state = column === 'state' ? stateWords[value as keyof typeof stateWords] : undefined;
    return state?.[this.#locale] ?? value;
  }

  values({ state, planned, statement }: Pick<LineAnswer, AnswerColumn>): string {
    return [state && this.value('state', state.value), planned?.value.raw, statement?.value]
      .filter((v) => v !== undefined)
      .join(' / ');
  }
}

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
