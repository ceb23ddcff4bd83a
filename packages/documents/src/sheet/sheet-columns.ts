import { fill } from '@machimori/kernel';
import { type CellRange, cellName, tooLarge } from '@machimori/workbook';
import { sheetMessages as m } from './messages.ts';
import type { SheetRowXml, WorkbookCell, WorkbookSheet } from './read-workbook.ts';

/** The columns of a check sheet that a heading row names. */
export type SheetColumn = 'item' | 'planned' | 'statement' | 'state' | 'rowKey' | 'lineKey';
export type SheetColumns = Readonly<Record<'planned' | 'statement', number>> &
  Readonly<Partial<Record<SheetColumn, number>>>;

/** A row below a heading row, with the columns that hold there. */
export interface TableRow {
  readonly xml: SheetRowXml;
  readonly row: number;
  readonly columns: SheetColumns;
  /** Cells left of the answers: where labels stand, wherever the sheet puts them. */
  readonly itemCells: readonly WorkbookCell[];
}

const headings: Readonly<Record<SheetColumn, readonly string[]>> = {
  item: ['項目', 'チェック項目', '対策項目', 'ITEM', m.item.en],
  planned: ['実装予定時期', '実施予定時期', '予定時期', '実装時期', '実施時期', m.planned.en],
  statement: ['実装方法', '実施方法', '対応方法', '実装内容', '実施内容', m.statement.en],
  state: ['状態', '実施状況', '実装状況', '状況', '進捗', m.state.en],
  rowKey: [m.rowKey.ja, m.rowKey.en],
  lineKey: [m.lineKey.ja, m.lineKey.en],
};
const columnByHeading = new Map<string, SheetColumn>(
  Object.entries(headings).flatMap(([column, words]) =>
    words.map((word) => [folded(word), column as SheetColumn] as const),
  ),
);

const mostRows = 30_000;

/** The rows of every table in a sheet; a heading row may come again further down with its columns elsewhere. */
export function tableRows(sheet: WorkbookSheet): readonly TableRow[] {
  const rows: TableRow[] = [];
  let columns: SheetColumns | undefined;
  for (const xml of sheet.rows) {
    const named = columnsNamedIn(xml);
    if (named) {
      columns = named;
      continue;
    }
    if (!columns) continue;
    const answersFrom = Math.min(columns.planned, columns.statement);
    if (rows.length >= mostRows) throw tooLarge(fill(m.largeRows, { n: mostRows }));
    rows.push({
      xml,
      row: xml.row,
      columns,
      itemCells: xml.cells.filter((c) => c.column < answersFrom && c.text.trim() !== ''),
    });
  }
  return rows;
}

function columnsNamedIn(row: SheetRowXml): SheetColumns | undefined {
  const found: Partial<Record<SheetColumn, number>> = {};
  for (const cell of row.cells) {
    const column = cell.text.length > 60 ? undefined : columnByHeading.get(folded(cell.text));
    if (column !== undefined && found[column] === undefined) found[column] = cell.column;
  }
  const { planned, statement } = found;
  return planned === undefined || statement === undefined
    ? undefined
    : { ...found, planned, statement };
}

function folded(s: string): string {
  return s
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[(（].*$/, '')
    .toUpperCase();
}

/** Finds cells and what they are merged into. */
export class CellLookup {
  readonly #cells = new Map<number, ReadonlyMap<number, WorkbookCell>>();
  readonly #merged = new Map<string, CellRange>();

  constructor(sheet: WorkbookSheet) {
    for (const row of sheet.rows)
      this.#cells.set(row.row, new Map(row.cells.map((c) => [c.column, c])));
    let room = 500_000;
    for (const range of sheet.merges) {
      // A range over whole columns is layout, not a cell of a table; and there is a bound to what is held.
      const area = (range.bottom - range.top + 1) * (range.right - range.left + 1);
      if (area > 5_000 || area > room) continue;
      room -= area;
      for (let row = range.top; row <= range.bottom; row += 1) {
        for (let column = range.left; column <= range.right; column += 1)
          this.#merged.set(cellName(row, column), range);
      }
    }
  }

  at(row: number, column: number): WorkbookCell | undefined {
    return this.#cells.get(row)?.get(column);
  }

  mergeAt(row: number, column: number): CellRange | undefined {
    return this.#merged.get(cellName(row, column));
  }

  /** The cell that shows at a place: the first of a merged block. */
  anchor(row: number, column: number): { readonly row: number; readonly column: number } {
    const range = this.mergeAt(row, column);
    return range ? { row: range.top, column: range.left } : { row, column };
  }
}
