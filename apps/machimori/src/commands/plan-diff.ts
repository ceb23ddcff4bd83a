import { type Edition, successorsOf } from '@machimori/catalogue';
import { wordLists } from '@machimori/city';
import { dayText, Failure, fill, fillText, type Locale, type Text, text } from '@machimori/kernel';
import {
  type ComparedList,
  comparedLists,
  comparePlans,
  dutyStateWords,
  itemLabel,
  type Plan,
  type PlanComparison,
  selfCheckWord,
} from '@machimori/planning';
import { type Command, formatOption } from '../command.ts';
import { editionIds, loadEdition } from '../edition-file.ts';
import { readPlan } from '../plan-file.ts';

const messages = {
  otherCity: text(
    '「{older}」は{oldCity}の計画、「{newer}」は{newCity}の計画です。同じ都市の計画どうしを比べます。',
    '“{older}” is a plan of {oldCity}, “{newer}” one of {newCity}. Plans of the same city can be compared.',
  ),
  otherCityNext: text(
    '同じ都市のファイルからつくった、前の plan.json と新しい plan.json を指定してください。',
    'Name an older and a newer plan.json made from the file of the same city.',
  ),
  title: text(
    '{city}のセキュリティ計画の比較：{from}の計画 → {to}の計画',
    'Security plans of {city} compared: that of {from} → that of {to}',
  ),
  edition: text(
    'もとにしたガイドラインの版が変わりました（{from} → {to}）。',
    'The edition of the guideline changed ({from} → {to}).',
  ),
  criteria: text(
    '評価基準が変わりました（{from} → {to}）。',
    'The criteria changed ({from} → {to}).',
  ),
  version: text(
    'つくったプログラムの版が違います（{from} → {to}）。都市が同じでも、変わるところがあります。',
    'They were made by different versions of the program ({from} → {to}), which alone may change some rows.',
  ),
  backwards: text(
    '後の計画のほうが、前の計画より古い日のものです。順が逆かもしれません。',
    'The newer plan is made for the earlier day. They may be in the wrong order.',
  ),
  none: text('違いはありません。', 'There is no difference.'),
  appeared: text('新しい{count}件', '{count} new'),
  changed: text('変わった{count}件', '{count} changed'),
  fellAway: text('なくなった{count}件', '{count} gone'),
  more: text('ほか{count}件（--all ですべて表示）', '{count} more (--all shows them)'),
  all: text('すべての行を表示する', 'Show every row'),
  change: text('{field} {from} → {to}', '{field} {from} → {to}'),
  at: text('{what}（{where}）', '{what} ({where})'),
  item: text('{heading}（{label}）', '{heading} ({label})'),
};

const lists: Readonly<Record<ComparedList, Text>> = {
  subjects: text('組織、しくみ、契約、データ', 'Organisations, components, contracts, data'),
  findings: text('わかっている弱点', 'Known weaknesses'),
  scenarios: text('起こりうること', 'What could happen'),
  requirements: text('求められる対策', 'Requirements at their places'),
  withoutItem: text('項目のない対策', 'Requirements without an item'),
  lines: text('チェックシートの行', 'Lines of the check sheet'),
  contractNotes: text('契約の注意点', 'Notes on contracts'),
  laws: text('法令・ガイドライン', 'Laws and guidelines'),
  measures: text('勧める対策', 'Proposed measures'),
  actions: text('はじめにすること', 'What to do first'),
};

const fields: Readonly<Record<string, Text>> = {
  about: text('対象', 'about'),
  affected: text('数', 'count'),
  answerable: text('住民への説明', 'answers to residents'),
  answeredBy: text('答える組織', 'answered by'),
  availability: text('可用性の影響', 'impact on availability'),
  basis: text('根拠', 'basis'),
  because: text('理由となるもの', 'because of'),
  categories: text('分類', 'categories'),
  confidentiality: text('機密性の影響', 'impact on confidentiality'),
  contract: text('契約', 'contract'),
  duty: text('担当の状態', 'duty'),
  findings: text('わかっている弱点', 'known weaknesses'),
  harm: text('害', 'harm'),
  impact: text('影響', 'impact'),
  integrity: text('完全性の影響', 'impact on integrity'),
  kind: text('種類', 'kind'),
  level: text('高さ', 'level'),
  likelihood: text('起こりやすさ', 'likelihood'),
  lines: text('チェックシートの行', 'check sheet lines'),
  name: text('名前', 'name'),
  organisation: text('担当', 'who'),
  performers: text('実施', 'performed by'),
  planned: text('実装予定時期', 'planned for'),
  requirements: text('対策要件', 'requirements'),
  responsible: text('対応する組織', 'seen to by'),
  rules: text('当たる規則', 'rules'),
  selfCheck: selfCheckWord,
  selfCheckBy: text('確認する部署・署名した役職', 'checked or signed by'),
  selfCheckKind: text('自己確認のしかた', 'kind of self-check'),
  selfCheckOn: text('決めた日・署名した日', 'settled or signed on'),
  sentFrom: text('移ってきた元', 'sent from'),
  state: text('状態', 'state'),
  statement: text('実装方法', 'how'),
  total: text('全体の数', 'total'),
  traits: text('特徴', 'traits'),
  triggers: text('当たる理由', 'triggered by'),
  verifier: text('確認', 'verified by'),
};

/** What closed words of a plan mean to people. */
const words: Readonly<Record<string, Text>> = {
  low: text('低い', 'low'),
  medium: text('中くらい', 'medium'),
  high: text('高い', 'high'),
  'very-high': text('とても高い', 'very high'),
  ...wordLists.controls,
  ...wordLists.selfChecks,
  ...dutyStateWords,
  risk: text('リスクから', 'risk'),
  category: text('分類から', 'category'),
};

/** Lists whose rows are too many and too alike to be read one by one: they are counted by what they are about. */
const counted: ReadonlySet<ComparedList> = new Set(['scenarios', 'requirements']);
const shown = 10;

interface Told {
  readonly what: 'appeared' | 'changed' | 'fellAway';
  readonly id: string;
  readonly detail: string;
}

const signs: Readonly<Record<Told['what'], string>> = {
  appeared: '＋',
  changed: '〜',
  fellAway: '－',
};

export const planDiff: Command = {
  name: 'plan diff',
  summary: text(
    '前の計画と新しい計画（plan.json）を比べ、新しくなったもの、変わったもの、なくなったものを示します。',
    'Compares an older and a newer plan.json: what appeared, what changed, what fell away.',
  ),
  takes: ['OLD.json', 'NEW.json'],
  options: { all: { type: 'boolean', help: messages.all }, ...formatOption },
  async run(call) {
    const { terminal, locale } = call;
    const [olderPath, newerPath] = call.positionals as [string, string];
    const [older, newer] = [await readPlan(olderPath), await readPlan(newerPath)];
    if (older.city.key !== newer.city.key)
      throw new Failure(
        'input-invalid',
        fill(messages.otherCity, {
          older: olderPath,
          newer: newerPath,
          oldCity: older.city.name,
          newCity: newer.city.name,
        }),
        { next: messages.otherCityNext },
      );
    const editions = await Promise.all([editionOf(older), editionOf(newer)]);
    const comparison = comparePlans(older, newer, { successors: successorsOf(...editions) });
    if (call.option('format') === 'json') {
      terminal.print(JSON.stringify(comparison, null, 1));
      return 0;
    }
    const names = new Names(older, newer, editions);
    for (const line of told(comparison, newer, names, locale, call.flag('all')))
      terminal.print(line);
    return 0;
  },
};

function told(
  comparison: PlanComparison,
  newer: Plan,
  names: Names,
  locale: Locale,
  all: boolean,
): string[] {
  const { from, to } = comparison;
  const city = text(newer.city.name, newer.city.nameEn ?? newer.city.name);
  const days = { from: dayText(from.asOf), to: dayText(to.asOf) };
  const out = [fillText(messages.title, { city, ...days })[locale]];
  for (const [what, message] of [
    ['edition', messages.edition],
    ['criteria', messages.criteria],
    ['version', messages.version],
  ] as const)
    if (from[what] !== to[what])
      out.push(fill(message, { from: from[what], to: to[what] })[locale]);
  if (to.asOf < from.asOf) out.push(messages.backwards[locale]);
  const before = out.length;
  for (const list of comparedLists) {
    const { appeared, changed, fellAway } = comparison.lists[list];
    const rows: Told[] = [
      ...appeared.map((id) => ({ what: 'appeared' as const, id, detail: '' })),
      ...changed.map((row) => ({
        what: 'changed' as const,
        id: row.id,
        detail: detailOf(row, names, locale),
      })),
      ...fellAway.map((id) => ({ what: 'fellAway' as const, id, detail: '' })),
    ];
    if (rows.length === 0) continue;
    out.push('', `■ ${lists[list][locale]}: ${countsOf(rows, locale)}`);
    const lines = counted.has(list) && !all ? countedAt(rows, names, locale) : undefined;
    const each = rows.map(({ what, id, detail }) => {
      const name = names.row(list, id)[locale];
      return `  ${signs[what]} ${name}  [${id}]${detail === '' ? '' : `\n      ${detail}`}`;
    });
    const said = lines ?? each;
    out.push(...(all ? said : said.slice(0, shown)));
    if (!all && said.length > shown)
      out.push(`    ${fill(messages.more, { count: said.length - shown })[locale]}`);
  }
  if (out.length === before) out.push('', messages.none[locale]);
  return out;
}

/** One line an element: how many rows about it appeared, changed and fell away; the most first. */
function countedAt(rows: readonly Told[], names: Names, locale: Locale): string[] {
  const byElement = Map.groupBy(rows, ({ id }) => id.slice(id.lastIndexOf('@') + 1));
  return [...byElement]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([key, list]) => `  ${names.element(key)[locale]}: ${countsOf(list, locale)}`);
}

function countsOf(rows: readonly Told[], locale: Locale): string {
  return (['appeared', 'changed', 'fellAway'] as const)
    .map((what) => ({ what, count: rows.filter((row) => row.what === what).length }))
    .filter(({ count }) => count > 0)
    .map(({ what, count }) => fill(messages[what], { count })[locale])
    .join(locale === 'ja' ? '、' : ', ');
}

type Changed = PlanComparison['lists'][ComparedList]['changed'][number];

function detailOf(row: Changed, names: Names, locale: Locale): string {
  return row.fields
    .map(({ field, from, to }) => {
      const [gone, come] = [onlyIn(from, to), onlyIn(to, from)];
      const name = (fields[field] ?? text(field, field))[locale];
      if (gone && come)
        return [
          name,
          ...come.map((v) => `＋${names.value(v)[locale]}`),
          ...gone.map((v) => `－${names.value(v)[locale]}`),
        ].join(' ');
      const sides = { from: names.value(from)[locale], to: names.value(to)[locale] };
      return fill(messages.change, { field: name, ...sides })[locale];
    })
    .join(locale === 'ja' ? '、' : '; ');
}

const onlyIn = (value: unknown, other: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) && Array.isArray(other)
    ? value.filter((item) => !other.includes(item))
    : undefined;

/** The edition that a plan was made by; that of a program that knew others is read by the present one. */
async function editionOf({ edition: { id } }: Plan): Promise<Edition> {
  return (await editionIds()).includes(id) ? loadEdition(id) : loadEdition();
}

/** What the rows of two plans are called. */
class Names {
  readonly #elements: ReadonlyMap<string, Text>;
  readonly #rows: ReadonlyMap<string, Text>;
  readonly #entries: ReadonlyMap<string, Text>;

  constructor(older: Plan, newer: Plan, editions: readonly Edition[]) {
    const both = [older, newer];
    this.#elements = new Map(
      both.flatMap((plan) =>
        plan.subjects.map((s) => [s.key, text(s.name, s.nameEn ?? s.name)] as const),
      ),
    );
    this.#rows = new Map(
      both.flatMap((plan) => [
        ...plan.findings.map((f) => [f.id, f.sentence] as const),
        ...plan.contractNotes.map((n) => [n.id, n.sentence] as const),
        ...plan.actions.map((a) => [a.id, a.title] as const),
      ]),
    );
    this.#entries = new Map(editions.flatMap(entriesOf));
  }

  element(key: string): Text {
    return this.#elements.get(key) ?? text(key, key);
  }

  row(list: ComparedList, id: string): Text {
    if (list === 'subjects') return this.element(id);
    const own = this.#rows.get(id);
    if (own) return own;
    const [entry = id, element] = id.split(/[@#]/);
    const what = this.#entries.get(entry) ?? text(entry, entry);
    return list === 'withoutItem' || element === undefined
      ? what
      : fillText(messages.at, { what, where: this.element(element) });
  }

  value(value: unknown): Text {
    if (value === null || value === undefined) return text('なし', 'none');
    if (Array.isArray(value)) {
      const each = value.map((item) => this.value(item));
      return each.length === 0
        ? text('なし', 'none')
        : text(each.map((t) => t.ja).join('・'), each.map((t) => t.en).join(', '));
    }
    if (typeof value === 'boolean') return value ? text('あり', 'yes') : text('なし', 'no');
    const said = String(value);
    return words[said] ?? this.#elements.get(said) ?? this.#entries.get(said) ?? text(said, said);
  }
}

/** What a guideline's entries are called. */
function entriesOf(edition: Edition): readonly (readonly [id: string, name: Text])[] {
  const incidents = new Map(edition.incidentTypes.map((i) => [i.id, i.plain]));
  return [
    ...edition.checkItems.map(
      (i) => [i.id, fillText(messages.item, { heading: i.heading, label: itemLabel(i) })] as const,
    ),
    ...edition.requirements.map(
      (r) => [r.id, fillText(messages.item, { heading: r.heading, label: r.id })] as const,
    ),
    ...edition.risks.map((r) => [r.id, incidents.get(r.incidentType) ?? text(r.id, r.id)] as const),
    ...[...edition.references, ...edition.additions].map((r) => [r.id, r.name] as const),
    ...edition.cases.flatMap((c) => c.measures.map((m) => [m.id, m.text] as const)),
    ...edition.traits.map((t) => [t.id, t.name] as const),
  ];
}
