import { isDay, type Text, text } from '@machimori/kernel';
import { countryMeant } from './countries.ts';
import { dayMeant } from './days-meant.ts';
import type { Field, Fields, ValueType } from './field.ts';
import { sections } from './format.ts';
import { booleanMeant, cleanText, numberMeant, wordSaid } from './interpret-value.ts';
import { makeKey } from './make-key.ts';
import { lacking, type NamesFor, type PastedFault, unreadable } from './pasted-faults.ts';
import { comparableName } from './spots.ts';

/** What people paste a table of. */
export type PastedKind = 'components' | 'accounts';

type Body = Readonly<Record<string, unknown>>;

/** What is there already. */
export interface PastedOnto {
  readonly kind: PastedKind;
  readonly elements: readonly { readonly key: string; readonly body: Body }[];
  /** Everything that a cell may name. */
  readonly names: readonly { readonly kind: string; readonly key: string; readonly name: string }[];
  /** What a new entry has where the table says nothing, such as whose it is. */
  readonly base: Body;
  /** The key that new ones begin with, for an organisation that sees a share of the city. */
  readonly within?: string | undefined;
}

/** One column as the table's first row names it. */
export interface PastedColumn {
  readonly heading: string;
  /** The field that it means: `['device', 'count']`; none where nobody knows the heading. */
  readonly path: readonly string[] | undefined;
  readonly label: Text | undefined;
}

export type PastedEdit =
  | {
      readonly change: 'add';
      readonly kind: PastedKind;
      readonly key: string;
      readonly body: Body;
    }
  | {
      readonly change: 'set';
      readonly kind: PastedKind;
      readonly key: string;
      readonly was: Body;
      readonly now: Body;
    };

/** What becomes of one row of the table, counted from 1 below its headings. */
export interface PastedRow {
  readonly row: number;
  readonly key: string;
  readonly name: string;
  /** None where nothing differs, or something is wrong. */
  readonly edit: PastedEdit | undefined;
  readonly faults: readonly PastedFault[];
}

export interface PastedTable {
  readonly columns: readonly PastedColumn[];
  /** Empty where the first row holds no heading that one knows. */
  readonly rows: readonly PastedRow[];
}

const messages = {
  twice: text(
    '同じものが、上の行にもあります。どちらかを消して、貼り直してください。',
    'The same thing stands in a row above this one already. Take one of them out and paste again.',
  ),
};

/** Cells as a spreadsheet copies them: tabs and lines, with quotation marks around cells that hold either. */
export function cellsOf(pasted: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = pasted.replace(/\r\n?/g, '\n');
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(rest);
    const cell = quoted ?? /^([^\t\n]*)/.exec(rest);
    const [all = '', inside = ''] = cell ?? [];
    row.push(quoted ? inside.replaceAll('""', '"') : inside);
    const end = rest[all.length];
    rest = rest.slice(all.length + 1);
    if (end === '\t' && rest === '') row.push('');
    if (end !== '\t') {
      rows.push(row);
      row = [];
    }
  }
  if (row.length > 0) rows.push(row);
  return rows.filter((cells) => cells.some((each) => each.trim() !== ''));
}

/** Reads a table by its headings, in Japanese or English, onto what is there. An empty cell leaves things as they are. */
export function readPasted(cells: readonly (readonly string[])[], onto: PastedOnto): PastedTable {
  const [headings = [], ...rest] = cells;
  const fields = columnFields(onto.kind);
  const columns = headings.map((heading): PastedColumn => {
    const known = fields.find(({ names }) => names.has(comparableName(heading)));
    return { heading: heading.trim(), path: known?.path, label: known?.field.label };
  });
  if (columns.every(({ path }) => path === undefined)) return { columns, rows: [] };
  const taken = new Set(onto.names.map(({ key }) => key));
  for (const { key } of onto.elements) taken.add(key);
  const seen = new Set<string>();
  const rows = rest.map((row, index) => {
    const read = readRow(row, columns, fields, onto, taken);
    const twice = read.key !== '' && seen.has(read.key);
    seen.add(read.key);
    taken.add(read.key);
    return {
      row: index + 1,
      ...(twice
        ? {
            ...read,
            edit: undefined,
            faults: [...read.faults, { heading: '', given: '', text: messages.twice }],
          }
        : read),
    };
  });
  return { columns, rows };
}

/** The headings that are read, in the order in which a table may have them. */
export const pastedHeadings = (kind: PastedKind): readonly Text[] =>
  columnFields(kind).map(({ field }) => field.label);

interface ColumnField {
  readonly path: readonly string[];
  readonly field: Field;
  readonly names: ReadonlySet<string>;
}

/** What officers' own tables call a column. */
const otherHeadings: Readonly<Record<string, readonly string[]>> = {
  name: ['名称', '機器名', '機器の名前', '機器名称'],
  'device.count': ['数', '数量', '設置台数'],
  'device.model': ['型式', '機種', '品番', '製品名'],
  'device.version': ['バージョン', 'ファームウェア', 'ファームウェアの版', 'firmware'],
  'device.supportEnd': ['サポート終了日', 'サポート終了', '保守期限', '保守終了日'],
  'device.place': ['設置場所'],
  supplier: ['メーカー', '納入業者', '製造者', 'ベンダー'],
  operator: ['運用', '運用業者', '保守業者'],
  owner: ['所有者', '所管', '所属'],
  component: ['システム', 'システム名', 'サービス', '対象'],
  total: ['数', 'アカウント数', '件数', 'id数'],
  orphaned: ['退職者', '異動者', '持ち主なし'],
  dormant: ['休眠', '未使用', '90日以上未使用'],
  withoutSecondFactor: ['二要素認証なし', '多要素認証なし'],
  reviewedOn: ['棚卸日', '最終棚卸日', '点検日'],
};

function columnFields(kind: PastedKind): readonly ColumnField[] {
  const fields = sections.find(({ list }) => list === kind)?.fields ?? {};
  const flat = (of: Fields, above: readonly string[]): readonly ColumnField[] =>
    Object.entries(of).flatMap(([name, field]): readonly ColumnField[] => {
      const path = [...above, name];
      const { type } = field;
      if (type.is === 'object')
        return kind === 'components' && ['device', 'position'].includes(name)
          ? flat(type.fields, path)
          : [];
      // A list of references, or of whole entries, is no cell.
      if (type.is === 'objects' || type.is === 'aliases') return [];
      if (type.is === 'list' && type.of.is !== 'word') return [];
      const names = [
        field.label.ja,
        field.label.en,
        path.join('.'),
        ...(otherHeadings[path.join('.')] ?? []),
      ];
      return [{ path, field, names: new Set(names.map(comparableName)) }];
    });
  const all = flat(fields, []);
  // A table of devices says of each what it is by being one; its other columns are about devices first.
  return kind === 'accounts'
    ? all
    : [...all.filter(({ path }) => path[0] !== 'kind' && path[0] !== 'linkage')];
}

function readRow(
  row: readonly string[],
  columns: readonly PastedColumn[],
  fields: readonly ColumnField[],
  onto: PastedOnto,
  taken: ReadonlySet<string>,
): Omit<PastedRow, 'row'> {
  const faults: PastedFault[] = [];
  const said: { readonly path: readonly string[]; readonly value: unknown }[] = [];
  columns.forEach(({ path, heading }, index) => {
    const given = row[index]?.trim() ?? '';
    const field = fields.find((each) => each.path === path)?.field;
    if (path === undefined || field === undefined || given === '') return;
    const value = readCell(given, field, onto);
    if (value === undefined)
      faults.push({ heading, given, text: unreadable(given, field, namesFor(onto)) });
    else said.push({ path, value });
  });
  const saidOf = (name: string): unknown =>
    said.find(({ path }) => path.length === 1 && path[0] === name)?.value;
  const known = knownOf(saidOf, onto);
  const cellAt = (of: string): string =>
    row[columns.findIndex(({ path }) => path?.join('.') === of)]?.trim() ?? '';
  // Accounts have no name: a row of them is known by whose they are and who uses them, as it was pasted.
  const name =
    onto.kind === 'accounts'
      ? [cellAt('component'), cellAt('kind')].filter((cell) => cell !== '').join('・')
      : String(saidOf('name') ?? known?.body['name'] ?? saidOf('key') ?? '');
  const before = known?.body ?? onto.base;
  const after = said.reduce<Body>((body, { path, value }) => put(body, path, value), before);
  if (known !== undefined) {
    const changed = Object.keys(after).filter(
      (field) => field !== 'key' && JSON.stringify(after[field]) !== JSON.stringify(before[field]),
    );
    const pick = (of: Body): Body =>
      Object.fromEntries(changed.map((field) => [field, of[field] ?? null]));
    const { key } = known;
    const edit: PastedEdit = {
      change: 'set',
      kind: onto.kind,
      key,
      was: pick(before),
      now: pick(after),
    };
    const done = faults.length > 0 || changed.length === 0;
    return { key, name, edit: done ? undefined : edit, faults };
  }
  const needed = onto.kind === 'accounts' ? 'component' : 'name';
  const nameless = saidOf(needed);
  if (nameless === undefined) {
    const label = fields.find(({ path }) => path.join('.') === needed)?.field.label;
    const isSaid = label === undefined || cellAt(needed) !== '';
    const column = columns.find(({ path }) => path?.join('.') === needed);
    return {
      key: '',
      name,
      edit: undefined,
      faults: isSaid ? faults : [...faults, lacking(label, column?.heading)],
    };
  }
  const key = String(
    saidOf('key') ??
      (onto.kind === 'accounts'
        ? makeKey(
            'accounts',
            [`acc-${String(nameless)}-${String(saidOf('kind') ?? '')}`],
            taken,
            onto.within,
          )
        : makeKey('components', [String(after['nameEn'] ?? ''), name], taken, onto.within)),
  );
  return {
    key,
    name,
    edit:
      faults.length > 0
        ? undefined
        : { change: 'add', kind: onto.kind, key, body: { ...after, key } },
    faults,
  };
}

/** The entry that a row is about: by its key, else by its name; accounts by whose and of which kind they are. */
function knownOf(
  saidOf: (name: string) => unknown,
  { kind, elements }: PastedOnto,
): PastedOnto['elements'][number] | undefined {
  const [key, name] = [saidOf('key'), saidOf('name')];
  if (key !== undefined) return elements.find((each) => each.key === key);
  if (kind === 'accounts')
    return elements.find(
      ({ body }) => body['component'] === saidOf('component') && body['kind'] === saidOf('kind'),
    );
  return name === undefined
    ? undefined
    : elements.find(
        ({ body }) => comparableName(String(body['name'])) === comparableName(String(name)),
      );
}

function put(body: Body, [first = '', ...rest]: readonly string[], value: unknown): Body {
  const inside = body[first];
  return {
    ...body,
    [first]: rest.length === 0 ? value : put((inside ?? {}) as Body, rest, value),
  };
}

function readCell(given: string, { type }: Field, onto: PastedOnto): unknown {
  if (type.is === 'list') {
    const words = given.split(/[、,，・;；\n]+/).map((each) => readOne(each.trim(), type.of, onto));
    return words.includes(undefined) ? undefined : [...new Set(words)];
  }
  if (type.is === 'object' || type.is === 'objects' || type.is === 'aliases') return undefined;
  return readOne(given, type, onto);
}

const elementLists: Readonly<Record<string, string>> = Object.fromEntries(
  sections.flatMap(({ element, list }) => (element === undefined ? [] : [[element, list]])),
);

const listsOf = ({ to }: Extract<ValueType, { is: 'reference' }>): readonly string[] =>
  to.flatMap((element) => elementLists[element] ?? []);

const namesFor =
  ({ names }: PastedOnto): NamesFor =>
  (type) => {
    const kinds = listsOf(type);
    return {
      kinds,
      names: names.flatMap(({ kind, name }) => (kinds.includes(kind) ? [name] : [])),
    };
  };

function readOne(given: string, type: ValueType, { names }: PastedOnto): unknown {
  switch (type.is) {
    case 'reference': {
      const lists = listsOf(type);
      const fitting = names.filter(({ kind }) => lists.includes(kind));
      const wanted = comparableName(given);
      return (
        fitting.find(({ key }) => key === given) ??
        fitting.find(({ name }) => comparableName(name) === wanted)
      )?.key;
    }
    case 'word':
      return wordSaid(type.list, given);
    case 'boolean': {
      const meant = booleanMeant(given) ?? { '○': 'true', 〇: 'true', '×': 'false' }[given];
      return meant === undefined ? undefined : meant === 'true';
    }
    case 'day':
      return isDay(given) ? given : dayMeant(given);
    case 'whole': {
      const number = Number(numberMeant(given) ?? Number.NaN);
      return Number.isInteger(number) && number >= type.min && number <= type.max
        ? number
        : undefined;
    }
    case 'degrees': {
      const number = Number(numberMeant(given) ?? Number.NaN);
      return Math.abs(number) <= type.limit ? number : undefined;
    }
    case 'country':
      return countryMeant(given);
    case 'text':
      return cleanText(given);
    default:
      return given;
  }
}
