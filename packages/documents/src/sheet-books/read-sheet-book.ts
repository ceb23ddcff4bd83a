import { nearestWord } from '@machimori/city';
import { Failure, fill, type Locale, stateWords, type Text } from '@machimori/kernel';
import { cellName, openWorkbookSafely, tooLarge } from '@machimori/workbook';
import { readWorkbook, type SheetRowXml, type WorkbookSheet } from '../sheet/read-workbook.ts';
import { stateOf } from '../sheet/row-words.ts';
import type { LineState } from '../sheet/sheet-content.ts';
import {
  type AnswerColumnName,
  answerColumns,
  bookFormat,
  bookNumbersIn,
  columnOf,
  type ReadColumn,
  readBookNumber,
} from './book-columns.ts';
import { bookMessages as m } from './messages.ts';

/** Why a cell is not taken in, whatever the line says; `mixed`: words of several lines, and nobody can tell whose. */
export type CellFault = 'formula' | 'error' | 'word' | 'twice' | 'mixed';

/** What somebody wrote into a cell. */
export interface ReadCell {
  /** Its name: `E12`. */
  readonly at: string;
  /** As it was written; of a state its English identifier. Empty: nothing stands there. */
  readonly value: string;
  readonly fault?: CellFault;
  /** Of a word that nobody knows: the one that was probably meant. */
  readonly nearest?: string;
}

/** Of a row that came out by another edition: what its item is in the one by which the city goes. */
export interface MovedRow {
  /** As choices name it: the edition, and its check item. */
  readonly key: string;
  /** What people call that edition, and the item in it. */
  readonly edition: Text;
  readonly label: Text;
  /** The line that the row is for; none where nobody can tell. */
  readonly line?: string;
  /** Its item here. */
  readonly checkItem?: string;
  /** That one is asked in other words. */
  readonly reworded?: boolean;
  /** Why there is no line: the item ended, several bear its heading, or other rows are for that line as well. */
  readonly lost?: 'ended' | 'unsure' | 'twice';
}

/** A row that says to which line it belongs. */
export interface ReadRow {
  readonly line: string;
  /** The number of the book that the row came out in; absent where none stands in it. */
  readonly number?: string;
  /** Of a row of the official sheet that was spread over lines: its check item. */
  readonly checkItem?: string;
  readonly sheet: string;
  readonly at: string;
  /** Where the row is for another line than the one that it names. */
  readonly moved?: MovedRow;
  /** Columns that the book lost on its way are absent, not empty. */
  readonly cells: Readonly<Partial<Record<AnswerColumnName, ReadCell>>>;
}

/** What a book says that came back. Everything is data: it goes from one process to another. */
export interface BookReading {
  /** The edition by which the city went when its rows were put to lines. */
  readonly by?: string;
  readonly rows: readonly ReadRow[];
  /** Rows in which somebody wrote without saying for which line: nothing that a person wrote is dropped in silence. */
  readonly strays: readonly {
    readonly sheet: string;
    readonly at: string;
    readonly words: string;
  }[];
  /** What else a person should know, and where. */
  readonly notes: readonly { readonly sheet: string; readonly at: string; readonly what: Text }[];
}

const mostRows = 30_000;
const mostStrays = 200;
/** A book of five thousand lines with long answers; it is opened in a process of its own. */
const xmlBytes = 48 * 1024 * 1024;

/**
 * Reads what people wrote in a book of ours. Only cells in which something visible stands count: a book that lost its
 * drop-downs, its cover, its looks, columns, or the order of columns and rows reads the same.
 */
export function readSheetBook(bytes: Uint8Array): BookReading {
  const workbook = readWorkbook(openWorkbookSafely(bytes, { xmlBytes }));
  const sheets = workbook.sheets.filter(({ hidden }) => !hidden);
  expectFormat(sheets);
  const rows: ReadRow[] = [];
  const strays: BookReading['strays'][number][] = [];
  let tables = 0;
  for (const sheet of sheets) {
    let columns: Columns | undefined;
    for (const row of sheet.rows) {
      const named = columnsNamedIn(row);
      if (named) {
        columns = named;
        tables += 1;
        continue;
      }
      if (!columns) continue;
      const read = readRow(sheet, row, columns);
      if (read === undefined) continue;
      if ('words' in read) {
        if (strays.length < mostStrays) strays.push(read);
      } else rows.push(read);
      if (rows.length > mostRows) throw tooLarge(fill(m.tooMany, { n: mostRows }));
    }
  }
  if (tables === 0) throw new Failure('input-invalid', m.noTable, { next: m.noTableNext });
  const known = numberOnCover(sheets);
  return { rows: withoutDoubles(rows).map((row) => numbered(row, known)), strays, notes: [] };
}

type Columns = ReadonlyMap<ReadColumn, number>;

function columnsNamedIn(row: SheetRowXml): Columns | undefined {
  const found = new Map<ReadColumn, number>();
  for (const cell of row.cells) {
    const column = columnOf(cell.text);
    if (column !== undefined && !found.has(column)) found.set(column, cell.column);
  }
  return found.has('line') && answerColumns.some((name) => found.has(name)) ? found : undefined;
}

function readRow(
  { name: sheet }: WorkbookSheet,
  row: SheetRowXml,
  columns: Columns,
): ReadRow | BookReading['strays'][number] | undefined {
  const cellAt = (column: ReadColumn) => {
    const at = columns.get(column);
    return at === undefined ? undefined : row.cells.find((cell) => cell.column === at);
  };
  const line = cellAt('line')?.text.normalize('NFKC').trim() ?? '';
  if (line === '' || line.length > 300) {
    const words = answerColumns.map((name) => cellAt(name)?.text.trim() ?? '').filter(Boolean);
    const at = cellName(row.row, columns.get('line') ?? 0);
    return words.length === 0 ? undefined : { sheet, at, words: words.join(' ').slice(0, 80) };
  }
  const number = readBookNumber(cellAt('number')?.text ?? '');
  const cells: Partial<Record<AnswerColumnName, ReadCell>> = {};
  for (const name of answerColumns) {
    const column = columns.get(name);
    if (column === undefined) continue;
    const cell = cellAt(name);
    const at = cellName(row.row, column);
    if (cell?.formula === true) cells[name] = { at, value: '', fault: 'formula' };
    else if (cell?.error === true) cells[name] = { at, value: '', fault: 'error' };
    else
      cells[name] =
        name === 'state' ? stateIn(at, cell?.text ?? '') : { at, value: cell?.text ?? '' };
  }
  const at = cellName(row.row, columns.get('line') ?? 0);
  return { line, sheet, at, cells, ...(number === undefined ? {} : { number }) };
}

const locales = ['ja', 'en'] as const satisfies readonly Locale[];
const wordsOfStates = locales.flatMap((locale) =>
  Object.values(stateWords).map((word) => word[locale]),
);

function stateIn(at: string, given: string): ReadCell {
  const text = given.trim();
  if (text === '') return { at, value: '' };
  const state: LineState | undefined =
    stateOf(text) ?? (Object.hasOwn(stateWords, text) ? (text as LineState) : undefined);
  if (state !== undefined) return { at, value: state };
  const nearest = nearestWord(text, wordsOfStates);
  return {
    at,
    value: text.slice(0, 40),
    fault: 'word',
    ...(nearest === undefined ? {} : { nearest }),
  };
}

/** Of a line that comes twice, rows that say the same count once; where they differ, nobody knows which was meant. */
function withoutDoubles(rows: readonly ReadRow[]): readonly ReadRow[] {
  const byLine = new Map<string, ReadRow>();
  for (const row of rows) {
    const before = byLine.get(row.line);
    byLine.set(row.line, before === undefined ? row : together(before, row));
  }
  return [...byLine.values()];
}

function together(a: ReadRow, b: ReadRow): ReadRow {
  const cells: Partial<Record<AnswerColumnName, ReadCell>> = {};
  for (const name of answerColumns) {
    const [one, other] = [a.cells[name], b.cells[name]];
    const cell = one ?? other;
    if (cell === undefined) continue;
    const same = one === undefined || other === undefined || one.value === other.value;
    cells[name] = same ? cell : { ...cell, fault: 'twice' };
  }
  return { ...a, cells };
}

const numbered = (row: ReadRow, number: string | undefined): ReadRow =>
  row.number !== undefined || number === undefined ? row : { ...row, number };

/** A book whose column of numbers was lost still says its number on the cover or over the table. */
function numberOnCover(sheets: readonly WorkbookSheet[]): string | undefined {
  const found = new Set(wordsOnTop(sheets).flatMap(bookNumbersIn));
  return found.size === 1 ? [...found][0] : undefined;
}

/** A newer program may have put another meaning into the same columns: such a book is told, not misread. */
function expectFormat(sheets: readonly WorkbookSheet[]): void {
  for (const text of wordsOnTop(sheets)) {
    const [, digits] = /^(?:書式|FORMAT) ?(\d{1,4})$/.exec(text) ?? [];
    if (digits === undefined || Number(digits) <= bookFormat) continue;
    throw new Failure('input-invalid', fill(m.newer, { n: Number(digits), known: bookFormat }), {
      next: m.newerNext,
    });
  }
}

/** The first rows of each sheet, where covers and headings stand. */
const wordsOnTop = (sheets: readonly WorkbookSheet[]): readonly string[] =>
  sheets.flatMap(({ rows }) =>
    rows
      .slice(0, 20)
      .flatMap(({ cells }) =>
        cells
          .filter(({ text }) => text.length <= 200)
          .map(({ text }) => text.normalize('NFKC').trim().toUpperCase()),
      ),
  );
