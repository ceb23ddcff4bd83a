import { type Locale, text } from '@machimori/kernel';
import { columnName } from '@machimori/workbook';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { exampleCity } from './example-city.ts';
import { type Fields, type FieldType, plainWord } from './field.ts';
import { formatVersion } from './format.ts';
import type { City } from './model.ts';
import type { NamedOutside } from './reading.ts';
import { wordLabel, wordsOf } from './words.ts';
import { toCell } from './workbook-cells.ts';
import { choicesFor } from './workbook-choices.ts';
import { guideRows, guideTableRow, isNeededRow } from './workbook-guide.ts';
import {
  type Column,
  exampleMarks,
  guideName,
  isSeldomFilled,
  noteMark,
  ownerPath,
  type SheetLayout,
  sheetLayouts,
  turnOf,
} from './workbook-layout.ts';
import { hasNames, namesSheet } from './workbook-names.ts';
import { type Cells, pageSetup, put, styles, tabOfNeeded } from './workbook-styles.ts';

export interface WorkbookOptions {
  readonly locale?: Locale;
  /** Names from outside with their labels, shown instead of ids and accepted again when read. */
  readonly names?: NamedOutside;
}

/** Ready rows below the last one, framed and in text format. */
const emptyRows = { template: 15, city: 5 } as const;

/** An empty workbook to fill in, with notes and an example in each sheet. */
export const cityTemplate = (
  locale: Locale = 'ja',
  names: NamedOutside = {},
): Promise<Uint8Array> => writeCityWorkbook(undefined, { locale, names });

/** A city as a workbook, or the template where there is none. Nothing in it is a formula. */
export function writeCityWorkbook(
  city: City | undefined,
  { locale = 'ja', names = {} }: WorkbookOptions = {},
): Promise<Uint8Array> {
  const sheets = [
    guideSheet(locale, city?.name),
    ...sheetLayouts.map((layout) => dataSheet(layout, city, locale, names)),
  ];
  if (hasNames(names)) sheets.push(namesSheet(locale, names));
  return writeXlsx({
    sheets,
    defaultFont: { name: 'Yu Gothic', size: 11 },
    properties: { title: city?.name ?? guideName[locale] },
  });
}

function guideSheet(locale: Locale, cityName: string | undefined): WriteSheet {
  const cells: Cells = new Map();
  const rows = guideRows(locale, cityName);
  for (const [row, values] of rows.entries())
    for (const [column, value] of values.entries())
      put(
        cells,
        row,
        column,
        value,
        row === 0
          ? styles.title
          : row === guideTableRow
            ? styles.heading
            : row > guideTableRow
              ? isNeededRow(row)
                ? styles.needed
                : styles.text
              : styles.plain,
      );
  const merges = rows
    .slice(0, guideTableRow)
    .map((_, row) => ({ startRow: row, endRow: row, startCol: 0, endCol: 3 }));
  return {
    name: guideName[locale],
    rows: [],
    cells,
    merges,
    columns: [{ width: 6 }, { width: 22 }, { width: 62 }, { width: 40 }],
    rowDefs: new Map(
      rows.flatMap((_, row) => (row < guideTableRow ? [] : [[row, { height: 21 }] as const])),
    ),
    pageSetup: { ...pageSetup, fitToHeight: 1 },
    view: { showGridLines: false },
  };
}

function dataSheet(
  layout: SheetLayout,
  city: City | undefined,
  locale: Locale,
  names: NamedOutside,
): WriteSheet {
  const { columns } = layout;
  const cells: Cells = new Map();
  const data = city ? rowsOf(layout, city) : firstRowsOf(layout);
  const examples = city ? [] : rowsOf(layout, exampleCity(locale));
  for (const [at, column] of columns.entries()) {
    put(cells, 0, at, column.label[locale], styles.heading);
    put(cells, 1, at, noteOf(column, at, locale, names), styles.note);
    for (const [index, row] of examples.entries()) {
      const value = toCell(row(column.path), column.field.type, locale, names);
      const marked = at === 0 ? `${exampleMarks[locale]}${value ?? ''}` : value;
      put(cells, 2 + index, at, marked, styles.example);
    }
  }
  const first = 2 + examples.length;
  const last = first + data.length + (city ? emptyRows.city : emptyRows.template);
  for (let row = first; row < last; row += 1)
    for (const [at, column] of columns.entries()) {
      const value = data[row - first]?.(column.path);
      put(
        cells,
        row,
        at,
        toCell(value, column.field.type, locale, names),
        isNumber(column.field.type) ? styles.number : styles.text,
      );
    }
  const firstOf = (other: SheetLayout): number =>
    2 + (city ? 0 : rowsOf(other, exampleCity(locale)).length);
  const lastPrinted = columns.findLastIndex(
    (column) =>
      !isSeldomFilled(column) ||
      (city !== undefined &&
        column.path[0] !== 'formatVersion' &&
        data.some((row) => row(column.path) !== undefined)),
  );
  const printed = columns.slice(0, lastPrinted + 1);
  const lastPrintedRow = data.length > 0 && city ? first + data.length : last;
  return {
    name: layout.name[locale],
    rows: [],
    cells,
    columns: columns.map((column) => ({ width: widthOf(column) })),
    dataValidations: columns.flatMap((column, at) =>
      choicesFor(column, at, { first, last, locale, names, firstOf }),
    ),
    rowDefs: heightsOf(cells, columns.map(widthOf)),
    freezePane: { rows: 1, columns: 1 },
    pageSetup: {
      ...pageSetup,
      fitToWidth: pagesAcross(printed),
      printArea: `$A$1:$${columnName(printed.length - 1)}$${lastPrintedRow}`,
      printTitlesRow: '$1:$1',
      printTitlesColumn: '$A:$A',
    },
    ...(turnOf(layout) === undefined ? {} : { view: { tabColor: tabOfNeeded } }),
    headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
  };
}

/** Gives the value at a column's path. */
type Row = (path: readonly string[]) => unknown;

/** What a template already holds: the version, which nobody has to know. */
const firstRowsOf = ({ rows }: SheetLayout): Row[] =>
  rows.are === 'city' ? [([name]) => (name === 'formatVersion' ? formatVersion : undefined)] : [];

function rowsOf({ rows }: SheetLayout, city: City): Row[] {
  const values = city as unknown as Readonly<Record<string, unknown>>;
  switch (rows.are) {
    case 'city':
      return [(path) => valueAt(values, path)];
    case 'aliases':
      return Object.entries(city.aliases).map(
        ([old, present]) =>
          ([name]) =>
            name === 'old' ? old : present,
      );
    case 'elements':
      return (values[rows.section.list] as readonly unknown[]).map(
        (element) => (path) => wordsAlone(rows.section.fields, path, valueAt(element, path)),
      );
    case 'parts':
      return (values[rows.section.list] as readonly { key: string }[]).flatMap((element) => {
        const held = valueAt(element, rows.path);
        const type = rows.section.fields[rows.path[0] ?? '']?.type;
        const parts = (
          held === undefined ? [] : rows.several ? (held as readonly unknown[]) : [held]
        ).filter(
          (part) => !(type?.is === 'objects' && plainWord(type, part as Entry) !== undefined),
        );
        return parts.map(
          (part): Row =>
            (path) =>
              path[0] === ownerPath ? element.key : valueAt(part, path),
        );
      });
  }
}

type Entry = Readonly<Record<string, unknown>>;

/** Of a list whose entries may be a word alone, those words: what an element's own cell shows of it. */
function wordsAlone(fields: Fields, path: readonly string[], value: unknown): unknown {
  const type = path.length === 1 ? fields[path[0] ?? '']?.type : undefined;
  if (type?.is !== 'objects' || type.plain === undefined) return value;
  const words = (value as readonly Entry[]).flatMap((entry) => plainWord(type, entry) ?? []);
  return words.length === 0 ? undefined : words;
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path)
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  return at;
}

const isNumber = (type: FieldType): boolean => type.is === 'whole' || type.is === 'degrees';

/** What the note under a heading says: whether it is needed, what it means, which words it takes. */
function noteOf(
  { field, path, neededWhen }: Column,
  at: number,
  locale: Locale,
  names: NamedOutside,
): string {
  // A version left empty is the present one.
  const isRequired = field.presence === 'required' && path[0] !== 'formatVersion';
  const mark = (neededWhen ?? notes.required)[locale];
  const parts = [
    ...(isRequired ? [locale === 'ja' ? `【${mark}】` : `[${mark}]`] : []),
    field.help[locale],
    ...waysToWrite(field.type, locale, names),
  ];
  return `${at === 0 ? `${noteMark} ` : ''}${parts.join(locale === 'ja' ? '' : ' ')}`;
}

/** What may be written, where the help alone does not say it. */
function waysToWrite(type: FieldType, locale: Locale, names: NamedOutside): string[] {
  const of = type.is === 'list' ? type.of : type;
  if (of.is === 'word')
    return [
      `（${wordsOf(of.list)
        .map((word) => wordLabel(of.list, word)[locale])
        .join('／')}）`,
    ];
  if (of.is === 'day') return [notes.day[locale]];
  return of.is === 'name' && (names[of.of]?.length ?? 0) > 0 ? [notes.names[locale]] : [];
}

const notes = {
  required: text('必須', 'required'),
  day: text('（例：2027-03-31、令和9年3月31日）', '(such as 2027-03-31)'),
  names: text(
    '一覧から選びます（「選べる名前」のシートにもあります）。',
    'Choose from the list; it is on the sheet “Names to choose from” too.',
  ),
};

function widthOf({ field: { type } }: Column): number {
  const of = type.is === 'list' ? type.of : type;
  if (type.is === 'list') return 28;
  if (of.is === 'text') return of.lines ? 40 : 26;
  if (of.is === 'key' || of.is === 'reference') return 20;
  if (of.is === 'word' || of.is === 'name') return 18;
  return 13;
}

/** Columns in characters that one A4 page across can show in a size that people read. */
const pageWidth = 190;
const pagesAcross = (columns: readonly Column[]): number =>
  Math.ceil(columns.reduce((sum, column) => sum + widthOf(column), 0) / pageWidth);

/** Heights that show every wrapped line: programs do not agree on whether to find them out themselves. */
function heightsOf(cells: Cells, widths: readonly number[]): NonNullable<WriteSheet['rowDefs']> {
  const heights = new Map<number, { height: number }>();
  for (const [at, { value, style }] of cells) {
    if (typeof value !== 'string') continue;
    const [row, column] = at.split(',').map(Number) as [number, number];
    const size = style?.font?.size ?? 11;
    const perLine = Math.max(4, ((widths[column] ?? 10) - 1) * (11 / size));
    const count = value
      .split('\n')
      .reduce((sum, part) => sum + Math.max(1, Math.ceil(columnsWide(part) / perLine)), 0);
    const height = Math.min(400, count * size * 1.5 + 4);
    if (height > (heights.get(row)?.height ?? 0)) heights.set(row, { height });
  }
  return heights;
}

/** Width in half-width characters: kanji and kana count two. */
const columnsWide = (value: string): number =>
  Array.from(value).reduce((sum, sign) => sum + (/[\u1100-\u{3ffff}]/u.test(sign) ? 2 : 1), 0);
