import type { Locale, Text } from '@machimori/kernel';
import { text } from '@machimori/kernel';
import { type Field, type Fields, keyField, plainType } from './field.ts';
import { cityFields, type Section, sections } from './format.ts';

/** One column of a sheet: a field, and where it stands in its entry (`term`, `end`). */
export interface Column {
  readonly path: readonly string[];
  readonly field: Field;
  readonly label: Text;
  /** When the column is needed, where it belongs to an object that may be left out as a whole. */
  readonly neededWhen?: Text;
}

/**
 * One sheet of the workbook. `rows` says what a row is: the city itself, an element of a section,
 * what belongs to an element (found by the key in the first column), or a former key.
 */
export interface SheetLayout {
  readonly name: Text;
  readonly help: Text;
  readonly columns: readonly Column[];
  readonly rows:
    | { readonly are: 'city' }
    | { readonly are: 'elements'; readonly section: Section }
    | {
        readonly are: 'parts';
        readonly section: Section;
        readonly path: readonly string[];
        readonly several: boolean;
      }
    | { readonly are: 'aliases' };
}

/** The path under which a parts sheet keeps the key of its element. */
export const ownerPath = '(owner)';

/**
 * The sheets as people fill them in, by the field that each holds: those that every town needs, then those that
 * it may need. A sheet that is not named here comes after them.
 */
const filledFirst = [
  'city',
  'organisations',
  'contacts',
  'components',
  'service',
  'device',
  'dataSets',
  'flows',
  'contracts',
] as const;
const filledLater = [
  'boundaries',
  'clauses',
  'hosting',
  'accounts',
  'weaknesses',
  'controls',
  'labels',
  'externalSystems',
  'aliases',
] as const;

/** Columns that few fill in; they stand last, and are printed only where one of them holds something. */
const seldomFilled: readonly string[] = ['selfCheck', 'nameEn', 'note', 'formatVersion'];

/** The sheets in their order, from the declared format. The sheet that explains comes before them. */
export const sheetLayouts: readonly SheetLayout[] = inOrder([
  citySheet(),
  ...sections.flatMap((section) => [
    {
      name: section.label,
      help: section.help,
      columns: columnsOf(section.fields, []),
      rows: { are: 'elements', section },
    } satisfies SheetLayout,
    ...partSheets(section, section.fields, []),
  ]),
  aliasSheet(),
]);

function inOrder(layouts: readonly SheetLayout[]): SheetLayout[] {
  const order: readonly string[] = [...filledFirst, ...filledLater];
  const rank = (layout: SheetLayout): number => {
    const at = order.indexOf(fieldOf(layout));
    return at === -1 ? order.length : at;
  };
  return layouts.toSorted((a, b) => rank(a) - rank(b));
}

/** The field of the format that a sheet holds. */
export function fieldOf({ rows }: SheetLayout): string {
  if (rows.are === 'elements') return rows.section.list;
  return rows.are === 'parts' ? (rows.path.at(-1) ?? '') : rows.are;
}

/** The number under which a sheet is filled in, from 1; undefined where a small town may leave it empty. */
export function turnOf(layout: SheetLayout): number | undefined {
  const at = (filledFirst as readonly string[]).indexOf(fieldOf(layout));
  return at === -1 ? undefined : at + 1;
}

function seldomRank({ path }: Column): number {
  return Math.max(seldomFilled.indexOf(path[0] ?? ''), seldomFilled.indexOf(path.at(-1) ?? ''));
}

export function isSeldomFilled(column: Column): boolean {
  return seldomRank(column) >= 0;
}

/** The sheet that explains the others. */
export const guideName: Text = text('使い方', 'How to use');
/** The sheet that lists names from outside, where a caller gives them. */
export const namesSheetName: Text = text('選べる名前', 'Names to choose from');

/** What marks a row that explains, and one that is an example; both are passed over when reading. */
export const noteMark = '※';
export const exampleMarks: Readonly<Record<Locale, string>> = { ja: '例：', en: 'e.g. ' };

function citySheet(): SheetLayout {
  return {
    name: text('都市', 'City'),
    help: text('街そのものを一行で書きます。', 'The city itself, in one row.'),
    columns: columnsOf(cityFields, []).filter((column) => column.path[0] !== 'aliases'),
    rows: { are: 'city' },
  };
}

function aliasSheet(): SheetLayout {
  const { label, help } = cityFields.aliases;
  const column = (name: string, columnLabel: Text, columnHelp: Text): Column => ({
    path: [name],
    label: columnLabel,
    field: {
      ...keyField,
      label: columnLabel,
      help: columnHelp,
    },
  });
  return {
    name: label,
    help,
    rows: { are: 'aliases' },
    columns: [
      column(
        'old',
        text('前のキー', 'Former key'),
        text('前に使っていたキーです。', 'The key that was used before.'),
      ),
      column(
        'present',
        text('今のキー', 'Present key'),
        text('今のキーです。', 'The key that is used now.'),
      ),
    ],
  };
}

/** Fields as columns: what an object holds stands beside its neighbours, unless it has a sheet of its own. */
function columnsOf(fields: Fields, path: readonly string[]): Column[] {
  return columnsIn(fields, path).toSorted((a, b) => seldomRank(a) - seldomRank(b));
}

function columnsIn(fields: Fields, path: readonly string[], neededWhen?: Text): Column[] {
  return Object.entries(fields).flatMap(([name, field]): Column[] => {
    const here = [...path, name];
    if (field.type.is === 'objects') {
      // What is a word alone stands in a cell of its element; what says more has a row of its own.
      const of = plainType(field.type);
      if (of === undefined) return [];
      const { label, help, presence } = field;
      return [
        {
          path: here,
          label,
          field: { type: { is: 'list', of }, presence, default: [], label, help },
        },
      ];
    }
    if (field.sheet !== undefined) return [];
    if (field.type.is === 'object')
      return columnsIn(field.type.fields, here, field.neededWhen ?? neededWhen);
    return [
      {
        path: here,
        field,
        label: field.label,
        ...(neededWhen === undefined ? {} : { neededWhen }),
      },
    ];
  });
}

/** A sheet for each object or list of objects that declares one, however deep. */
function partSheets(section: Section, fields: Fields, path: readonly string[]): SheetLayout[] {
  return Object.entries(fields).flatMap(([name, field]): SheetLayout[] => {
    if (field.type.is !== 'object' && field.type.is !== 'objects') return [];
    const here = [...path, name];
    const below = partSheets(section, field.type.fields, here);
    if (field.sheet === undefined) return below;
    const label = text(`${section.label.ja}のキー`, `Key of ${section.label.en.toLowerCase()}`);
    const help = text(
      `「${section.label.ja}」のシートにあるキーです。`,
      `A key from the sheet “${section.label.en}”.`,
    );
    const owner: Column = {
      path: [ownerPath],
      label,
      field: {
        type: { is: 'reference', to: section.element === undefined ? [] : [section.element] },
        presence: 'required',
        label,
        help,
      },
    };
    const several = field.type.is === 'objects';
    return [
      {
        name: field.sheet,
        help: field.help,
        columns: [owner, ...columnsOf(field.type.fields, [])],
        rows: { are: 'parts', section, path: here, several },
      },
      ...below,
    ];
  });
}
