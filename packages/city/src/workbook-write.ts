import type { Locale, Text } from '@machimori/kernel';
import { type CellValue, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { FieldType } from './field.ts';
import { formatVersion } from './format.ts';
import type { City } from './model.ts';
import { wordLabel, wordsOf } from './words.ts';
import { type NamedOutside, toCell } from './workbook-cells.ts';
import { choicesFor } from './workbook-choices.ts';
import { guideRows, guideTableRow } from './workbook-guide.ts';
import {
  type Column,
  exampleMarks,
  guideName,
  noteMark,
  ownerPath,
  type SheetLayout,
  sheetLayouts,
} from './workbook-layout.ts';
import { hasNames, namesSheet } from './workbook-names.ts';
import { type Cells, pageSetup, put, styles } from './workbook-styles.ts';

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
    guideSheet(locale),
    ...sheetLayouts.map((layout) => dataSheet(layout, city, locale, names)),
  ];
  if (hasNames(names)) sheets.push(namesSheet(locale, names));
  return writeXlsx({
    sheets,
    defaultFont: { name: 'Yu Gothic', size: 11 },
    properties: { title: city?.name ?? guideName[locale] },
  });
}

function guideSheet(locale: Locale): WriteSheet {
  const cells: Cells = new Map();
  const rows = guideRows(locale);
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
              ? styles.text
              : styles.plain,
      );
  const merges = rows
    .slice(0, guideTableRow)
    .map((_, row) => ({ startRow: row, endRow: row, startCol: 0, endCol: 1 }));
  return {
    name: guideName[locale],
    rows: [],
    cells,
    merges,
    columns: [{ width: 26 }, { width: 90 }],
    pageSetup,
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
  const data = city ? rowsOf(layout, city) : [];
  for (const [at, column] of columns.entries()) {
    put(cells, 0, at, column.label[locale], styles.heading);
    put(cells, 1, at, noteOf(column, at, locale), styles.note);
    if (!city) put(cells, 2, at, exampleOf(column, at, locale, names), styles.example);
  }
  const first = city ? 2 : 3;
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
  return {
    name: layout.name[locale],
    rows: [],
    cells,
    columns: columns.map((column) => ({ width: widthOf(column) })),
    dataValidations: columns.flatMap((column, at) =>
      choicesFor(column, at, { first, last, locale, names }),
    ),
    rowDefs: heightsOf(cells, columns.map(widthOf)),
    freezePane: { rows: 1, columns: 1 },
    pageSetup: {
      ...pageSetup,
      fitToWidth: pagesAcross(columns),
      printTitlesRow: '$1:$1',
      printTitlesColumn: '$A:$A',
    },
    headerFooter: { oddHeader: '&L&A', oddFooter: '&C&P / &N' },
  };
}

/** Gives the value at a column's path. */
type Row = (path: readonly string[]) => unknown;

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
        (element) => (path) => valueAt(element, path),
      );
    case 'parts':
      return (values[rows.section.list] as readonly { key: string }[]).flatMap((element) => {
        const held = valueAt(element, rows.path);
        const parts =
          held === undefined ? [] : rows.several ? (held as readonly unknown[]) : [held];
        return parts.map(
          (part): Row =>
            (path) =>
              path[0] === ownerPath ? element.key : valueAt(part, path),
        );
      });
  }
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const name of path)
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined;
  return at;
}

const isNumber = (type: FieldType): boolean => type.is === 'whole' || type.is === 'degrees';

/** What the note under a heading says: whether it is needed, what it means, which words it takes. */
function noteOf({ field, within }: Column, at: number, locale: Locale): string {
  const { type } = field;
  const of = type.is === 'list' ? type.of : type;
  const parts = [
    ...(field.presence === 'required' ? [requiredMark(within, locale)] : []),
    field.help[locale],
    ...(of.is === 'word'
      ? [
          `${locale === 'ja' ? '' : ' '}（${wordsOf(of.list)
            .map((word) => wordLabel(of.list, word)[locale])
            .join('／')}）`,
        ]
      : []),
  ];
  return `${at === 0 ? `${noteMark} ` : ''}${parts.join('')}`;
}

function requiredMark(within: Text | undefined, locale: Locale): string {
  if (within === undefined) return locale === 'ja' ? '【必須】' : '[required] ';
  return locale === 'ja' ? `【「${within.ja}」を書くなら必須】` : `[required with “${within.en}”] `;
}

function exampleOf(
  { field, path }: Column,
  at: number,
  locale: Locale,
  names: NamedOutside,
): CellValue {
  const { example } = field;
  const value =
    path[0] === 'formatVersion'
      ? formatVersion
      : example === undefined
        ? null
        : toCell(example, field.type, locale, names);
  return at === 0 ? `${exampleMarks[locale]}${value ?? ''}` : value;
}

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
