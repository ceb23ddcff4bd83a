import type { Locale, Place } from '@machimori/kernel';
import { cellName } from '@machimori/workbook';
import type { Sheet } from 'hucre/xlsx';
import type { DiagnosticList } from './diagnostic-list.ts';
import { messages } from './messages.ts';
import { nearestWord } from './nearest-word.ts';
import { type NamedOutside, shorten } from './reading.ts';
import type { SourceNode } from './source-node.ts';
import { type CellValue, fromCell, isBlankCell, saysNothing } from './workbook-cells.ts';
import { type Column, exampleMarks, noteMark, type SheetLayout } from './workbook-layout.ts';

/** A row that somebody filled in: the cells that hold something, and where every cell of it stands. */
export interface TableRow {
  readonly at: Place;
  /** The value under a column; undefined where the cell is empty. */
  readonly value: (path: readonly string[]) => SourceNode | undefined;
  readonly placeOf: (path: readonly string[]) => Place;
}

export interface Table {
  readonly layout: SheetLayout;
  /** What the sheet is called in this book. */
  readonly sheet: string;
  readonly rows: readonly TableRow[];
}

/** How a book is read: its name, its language, and names from outside. */
export interface BookReading {
  readonly file: string;
  readonly locale: Locale;
  readonly names: NamedOutside;
  readonly found: DiagnosticList;
}

/** Rows among which the heading is looked for: people put a title above it. */
const headingWithin = 20;

/** Reads a sheet's rows by its headings. Notes, examples and empty rows are passed over; formulas and errors are refused. */
export function readTable(layout: SheetLayout, sheet: Sheet, book: BookReading): Table {
  const { file, names, found } = book;
  const heading = findHeading(layout, sheet);
  if (heading === undefined) {
    const filled = sheet.rows.some((row) => row.some((value) => !isBlankCell(value)));
    if (filled || layout.rows.are === 'city')
      found.error('missing-field', { file, sheet: sheet.name }, messages.headerMissing(sheet.name));
    return { layout, sheet: sheet.name, rows: [] };
  }
  const columns = findColumns(layout, sheet, heading, book);
  const firstColumn = columns.get(pathName(layout.columns[0]?.path ?? [])) ?? 0;
  const rows: TableRow[] = [];
  for (const [index, values] of sheet.rows.entries()) {
    if (index <= heading || isPassedOver(values, firstColumn)) continue;
    const placeAt = (column: number | undefined): Place => ({
      file,
      sheet: sheet.name,
      cell: cellName(index, column ?? firstColumn),
    });
    const held = new Map<string, SourceNode>();
    for (const { path, field } of layout.columns) {
      const at = columns.get(pathName(path));
      if (at === undefined) continue;
      const cell = sheet.cells?.get(`${index},${at}`);
      const value = values[at] ?? null;
      const refused = { is: 'refused', at: placeAt(at) } as const;
      if (cell?.formula !== undefined || cell?.type === 'formula') {
        found.error('formula-refused', placeAt(at), messages.formula);
        held.set(pathName(path), refused);
      } else if (cell?.type === 'error') {
        found.error('wrong-type', placeAt(at), messages.errorCell);
        held.set(pathName(path), refused);
      } else if (!isBlankCell(value) && !saysNothing(value, field))
        held.set(pathName(path), fromCell(value, field.type, placeAt(at), names));
    }
    // The version alone is what a template already holds.
    if (held.size > 0 && (held.size > 1 || !held.has('formatVersion')))
      rows.push({
        at: placeAt(firstColumn),
        value: (path) => held.get(pathName(path)),
        placeOf: (path) => placeAt(columns.get(pathName(path))),
      });
    if (found.isFull) break;
  }
  return { layout, sheet: sheet.name, rows };
}

export const pathName = (path: readonly string[]): string => path.join('.');

function isPassedOver(values: readonly CellValue[], firstColumn: number): boolean {
  if (values.every(isBlankCell)) return true;
  const first = values[firstColumn];
  if (typeof first !== 'string') return false;
  const given = first.trim();
  return (
    given.startsWith(noteMark) ||
    given.startsWith(exampleMarks.ja) ||
    given.startsWith('例:') ||
    given.startsWith(exampleMarks.en.trim())
  );
}

/** The first row that carries the first column's heading and, where there are more, a second one. */
function findHeading(layout: SheetLayout, sheet: Sheet): number | undefined {
  const least = Math.min(2, layout.columns.length);
  for (const [index, row] of sheet.rows.slice(0, headingWithin).entries()) {
    const known = new Set(row.flatMap((value) => columnNamed(layout, value) ?? []));
    const [first] = layout.columns;
    if (first && known.has(first) && known.size >= least) return index;
  }
  return undefined;
}

function columnNamed(layout: SheetLayout, value: CellValue | undefined): Column | undefined {
  if (typeof value !== 'string') return undefined;
  const given = fold(value);
  return layout.columns.find(
    ({ label, path }) =>
      fold(label.ja) === given || fold(label.en) === given || fold(pathName(path)) === given,
  );
}

const fold = (s: string): string => s.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

function findColumns(
  layout: SheetLayout,
  sheet: Sheet,
  heading: number,
  { file, locale, found }: BookReading,
): Map<string, number> {
  const columns = new Map<string, number>();
  for (const [at, value] of (sheet.rows[heading] ?? []).entries()) {
    if (isBlankCell(value)) continue;
    const column = columnNamed(layout, value);
    const place = { file, sheet: sheet.name, cell: cellName(heading, at) };
    const given = shorten(String(value));
    if (!column)
      found.warn('unknown-field', place, messages.columnUnknown(given), {
        nearest: () =>
          nearestWord(
            given,
            layout.columns.map((c) => c.label[locale]),
          ),
      });
    else if (columns.has(pathName(column.path)))
      found.error('duplicate-key', place, messages.columnTwice(given));
    else columns.set(pathName(column.path), at);
  }
  return columns;
}
