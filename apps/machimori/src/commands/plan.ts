import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import type { City } from '@machimori/city';
import {
  type Day,
  dayInJapan,
  dayText,
  Failure,
  fill,
  fillText,
  isDay,
  type Locale,
  readPlannedDate,
  text,
} from '@machimori/kernel';
import { type Plan, planCity } from '@machimori/planning';
import { carryCity } from '../carry-city.ts';
import { readCityToPlan } from '../city-file.ts';
import { type Call, type Command, formatOption } from '../command.ts';
import { loadEdition } from '../edition-file.ts';
import { expectFolder, type OutputFile, writeFiles } from '../files.ts';
import { version } from '../version.ts';

const messages = {
  out: text('書き出すフォルダー（なければつくる）', 'Folder to write to (made if absent)'),
  asOf: text(
    '計画の基準日（例 2026-11-21。なければ今日）',
    'The day the plan is made for (2026-11-21; today if absent)',
  ),
  edition: text(
    'ほかの版ならどうなるかを試す（なければ今の版）',
    'Plan as by another edition of the guideline (the present one if absent)',
  ),
  criteria: text('評価基準を差し替えるファイル', 'File that replaces the rating criteria'),
  documents: text('つくる文書（なければすべて）', 'Documents to write (all if absent)'),
  public: text(
    '公開用: 弱点を書かない報告書（report-public.pdf）だけをつくる',
    'For the public: only report-public.pdf, which names no weakness',
  ),
  handling: text('各ページに記す取扱区分', 'Handling label on each page'),
  badDay: text(
    '「{given}」は日付として読めません。2026-11-21 か 令和8年11月21日 のように書いてください。',
    '“{given}” is not a day. Write it as 2026-11-21 or 令和8年11月21日.',
  ),
  badDocuments: text(
    '「{given}」という文書はありません。sheet, report, oscal から選んでください。',
    'There is no document “{given}”. Choose from sheet, report, oscal.',
  ),
  reading: text('都市のファイルを読んでいます…', 'Reading the city…'),
  planning: text('計画をつくっています…', 'Planning…'),
  writingSheet: text('チェックシートをつくっています…', 'Writing check sheets…'),
  writingReport: text('報告書をつくっています…', 'Writing the report…'),
  writingOscal: text('OSCALをつくっています…', 'Writing OSCAL…'),
  title: text('{city}のセキュリティ計画（{day}現在）', 'Security plan of {city} (as of {day})'),
  counts: text(
    '組織 {organisations}、しくみ {components}、機器 {devices}台を調べました。',
    '{organisations} {organisations|organisation|organisations}, {components} {components|component|components} and {devices} {devices|device|devices} {devices|was|were} examined.',
  ),
  found: text(
    'わかっている弱点 {findings}件、起こりうること {scenarios}件（{groups}種類）、チェックシート {items}項目（{lines}行）。',
    '{findings} known {findings|weakness|weaknesses}, {scenarios} {scenarios|thing|things} that could happen (of {groups} {groups|kind|kinds}), {items} check {items|item|items} ({lines} {lines|line|lines}).',
  ),
  gaps: text(
    '担当が決まっていない対策 {gaps}件、取り決めのない対策 {presumed}件、担当が重なる対策 {overlaps}件。',
    '{gaps} {gaps|measure|measures} with nobody responsible, {presumed} presumed but not agreed, {overlaps} with two responsible.',
  ),
  first: text('はじめにすること', 'What to do first'),
  action: text('{rank}. {title}', '{rank}. {title}'),
  actionStep: text('   最初の一歩: {step}', '   First step: {step}'),
  actionBy: text('   担当: {organisation}　期限: {day}', '   Who: {organisation}  By: {day}'),
  actionWhy: text('   理由: {why}', '   Why: {why}'),
  written: text('書き出したもの', 'Written'),
};

const documentNames = ['sheet', 'report', 'oscal'] as const;
type DocumentName = (typeof documentNames)[number];

export const plan: Command = {
  name: 'plan',
  summary: text(
    '都市の記載（city.yaml、city.json、city.xlsx）から、セキュリティの計画をつくります。',
    'Writes the security plan of a city described in city.yaml, city.json or city.xlsx.',
  ),
  takes: ['CITY'],
  options: {
    out: { type: 'string', value: 'DIR', help: messages.out },
    'as-of': { type: 'string', value: 'DAY', help: messages.asOf },
    edition: { type: 'string', value: 'ID', help: messages.edition },
    criteria: { type: 'string', value: 'FILE', help: messages.criteria },
    documents: { type: 'string', value: 'sheet,report,oscal', help: messages.documents },
    public: { type: 'boolean', help: messages.public },
    handling: { type: 'string', value: 'TEXT', help: messages.handling },
    ...formatOption,
  },
  run: runPlan,
};

/** The day that `--as-of` names, else today in Japan. */
export function asOfDay(call: Call): Day {
  const given = call.option('as-of');
  if (given === undefined) return dayInJapan(new Date());
  if (isDay(given)) return given;
  // A wording with a day in it (令和8年4月1日, 2026/4/1); a month or a fiscal year names no day.
  const meant = /\d\s*(?:日|[/.-]\s*\d+\s*[/.-]\s*\d+)/.test(given.normalize('NFKC'))
    ? readPlannedDate(given)
    : undefined;
  if (!meant) throw new Failure('usage', fill(messages.badDay, { given }));
  return meant.by;
}

function wantedDocuments(call: Call): ReadonlySet<DocumentName> {
  const given = call.option('documents');
  if (given === undefined) return new Set(documentNames);
  const names = given
    .split(',')
    .map((s) => s.trim())
    .filter((s) => s !== '');
  for (const name of names)
    if (!(documentNames as readonly string[]).includes(name))
      throw new Failure('usage', fill(messages.badDocuments, { given: name }));
  return new Set(names as DocumentName[]);
}

async function runPlan(call: Call): Promise<number> {
  const { terminal, locale } = call;
  const asOf = asOfDay(call);
  const documents: ReadonlySet<DocumentName> = call.flag('public')
    ? new Set(['report'])
    : wantedDocuments(call);
  const out = call.option('out');
  if (out !== undefined) await expectFolder(out);
  terminal.progress(messages.reading[locale]);
  const [present, edition] = await Promise.all([loadEdition(), editionFor(call)]);
  const read = await readCityToPlan(call.positionals[0] as string, present, terminal);
  const city = carryCity(read, present, edition, terminal);
  terminal.progress(messages.planning[locale]);
  const made = planCity({ city, edition, asOf, version });
  const files = out === undefined ? [] : await makeDocuments(call, documents, made, edition, city);
  await writeFiles(
    files.map(({ path, content }) => ({ path: join(out ?? '', path), content })),
    out,
  );
  terminal.clear();
  if (call.option('format') === 'json')
    terminal.print(
      out === undefined
        ? JSON.stringify(made)
        : JSON.stringify({
            out,
            files: files.map((f) => f.path),
            counts: made.counts,
            actions: made.actions,
          }),
    );
  else
    printSummary(
      call,
      made,
      city,
      files.map((f) => join(out ?? '', f.path)),
    );
  return 0;
}

/** The guideline in the edition that is asked for, rated by its own criteria or by those of a file. */
async function editionFor(call: Call): Promise<Edition> {
  const edition = await loadEdition(call.option('edition'));
  const criteria = call.option('criteria');
  if (criteria === undefined) return edition;
  const { readCriteriaFile } = await import('../criteria-file.ts');
  return { ...edition, criteria: await readCriteriaFile(criteria, edition) };
}

/** Every document is made before the first is written. Paths are relative to the folder. */
async function makeDocuments(
  call: Call,
  wanted: ReadonlySet<DocumentName>,
  made: Plan,
  edition: Edition,
  city: City,
): Promise<OutputFile[]> {
  const { terminal, locale } = call;
  // What is for the public stands alone: the plan itself names every weakness.
  const files: OutputFile[] = call.flag('public')
    ? []
    : [{ path: 'plan.json', content: `${JSON.stringify(made)}\n` }];
  const report = wanted.has('report') ? startReport(call, made, edition, city) : undefined;
  // Its failure is heard where it is awaited; until then it must not end the program.
  report?.catch(() => undefined);
  if (wanted.has('sheet')) {
    terminal.progress(messages.writingSheet[locale]);
    const { writeCheckSheet } = await import('@machimori/documents/sheet');
    files.push({
      path: 'check-sheet.xlsx',
      content: await writeCheckSheet(made, edition, { locale }),
    });
    for (const organisation of [...new Set(made.sheet.map((row) => row.organisation))].sort())
      files.push({
        path: join('check-sheets', `${organisation}.xlsx`),
        content: await writeCheckSheet(made, edition, { organisation, locale }),
      });
  }
  if (wanted.has('oscal')) {
    terminal.progress(messages.writingOscal[locale]);
    const { writeOscal } = await import('@machimori/documents/oscal');
    for (const [name, value] of Object.entries(writeOscal({ plan: made, edition, city })))
      files.push({ path: join('oscal', `${name}.json`), content: `${JSON.stringify(value)}\n` });
  }
  if (report) {
    terminal.progress(messages.writingReport[locale]);
    files.push({
      path: call.flag('public') ? 'report-public.pdf' : 'report.pdf',
      content: await report,
    });
  }
  return files;
}

/** The pdf is set in a worker while the other documents are made. */
async function startReport(
  call: Call,
  made: Plan,
  edition: Edition,
  city: City,
): Promise<Uint8Array> {
  const { makeReport } = await import('../report-file.ts');
  return makeReport({
    plan: made,
    edition,
    city,
    locale: call.locale,
    public: call.flag('public'),
    handling: call.option('handling'),
  });
}

function printSummary(call: Call, made: Plan, city: City, files: readonly string[]): void {
  const { terminal, locale } = call;
  const say = (line: string): void => terminal.print(line);
  say(
    fillText(messages.title, {
      city: text(city.name, city.nameEn ?? city.name),
      day: dayText(made.asOf),
    })[locale],
  );
  say('');
  if (!call.flag('public')) sayFindings(say, made, locale);
  if (files.length > 0) {
    say('');
    say(`■ ${messages.written[locale]}`);
    for (const file of files) say(`  ${file}`);
  }
  say('');
  say(made.notice[locale]);
}

function numbers(values: object, locale: Locale): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([k, v]) => [
      k,
      Number(v).toLocaleString(locale === 'ja' ? 'ja-JP' : 'en-GB'),
    ]),
  );
}

/** What was found and what to do first: not for the public. */
function sayFindings(say: (line: string) => void, made: Plan, locale: Locale): void {
  const { counts } = made;
  say(fill(messages.counts, numbers(counts, locale))[locale]);
  say(
    fill(
      messages.found,
      numbers(
        {
          ...counts,
          groups: made.riskGroups.length,
          items: new Set(made.lines.map((l) => l.checkItem)).size,
        },
        locale,
      ),
    )[locale],
  );
  say(fill(messages.gaps, numbers(counts, locale))[locale]);
  say('');
  say(`■ ${messages.first[locale]}`);
  const names = new Map(made.subjects.map((s) => [s.key, text(s.name, s.nameEn ?? s.name)]));
  for (const action of made.actions) {
    say(fillText(messages.action, { rank: action.rank, title: action.title })[locale]);
    if (action.firstStep) say(fillText(messages.actionStep, { step: action.firstStep })[locale]);
    say(
      fillText(messages.actionBy, {
        organisation: names.get(action.organisation) ?? action.organisation,
        day: dayText(action.by),
      })[locale],
    );
    say(fillText(messages.actionWhy, { why: action.why })[locale]);
  }
}
