import type { Field, SheetLine } from '../sheet-queries.ts';
import { valueFrom } from './cell-text.ts';
import type { GridRow } from './grid-rows.ts';
import { type Block, isWithin, type Spot } from './selection.ts';
import type { Edit } from './writing.ts';

/** The grid as far as blocks of cells are written into it. */
export interface Sheetlike {
  readonly rows: readonly GridRow[];
  /** By column: the cell that one writes, if it is one. */
  readonly fields: readonly (Field | undefined)[];
  readonly mayWrite: (line: SheetLine) => boolean;
  readonly shown: (line: SheetLine, field: Field) => string;
}

export interface BlockEdits {
  readonly edits: readonly Edit[];
  /** Cells that cannot be written, or lie outside. */
  readonly left: number;
  /** The first of them that lies in the sheet. */
  readonly firstLeft?: { readonly line: string; readonly column: number } | undefined;
}

/** Rows of lines from a row on; heads of heaps are passed over. */
function lineRows(rows: readonly GridRow[], from: number, count: number): readonly SheetLine[] {
  const lines: SheetLine[] = [];
  for (let row = from; row < rows.length && lines.length < count; row += 1) {
    const at = rows[row];
    if (at?.kind === 'line') lines.push(at.line);
  }
  return lines;
}

const linesIn = (rows: readonly GridRow[], { top, bottom }: Block): readonly SheetLine[] =>
  rows.slice(top, bottom + 1).flatMap((row) => (row.kind === 'line' ? [row.line] : []));

function editsOf(
  { fields, mayWrite }: Sheetlike,
  lines: readonly SheetLine[],
  columns: readonly number[],
  valueAt: (row: number, column: number, field: Field) => string,
): BlockEdits {
  const edits: Edit[] = [];
  let left = 0;
  let firstLeft: BlockEdits['firstLeft'];
  for (const [row, line] of lines.entries())
    for (const [column, place] of columns.entries()) {
      const field = fields[place];
      if (field === undefined || !mayWrite(line)) {
        left += 1;
        firstLeft ??= { line: line.line, column: place };
      } else edits.push({ line: line.line, field, value: valueAt(row, column, field) });
    }
  return { edits, left, firstLeft };
}

const columnsOf = ({ left, right }: Pick<Block, 'left' | 'right'>): readonly number[] =>
  Array.from({ length: Math.max(0, right - left + 1) }, (_, place) => left + place);

/**
 * Cells that come from a spreadsheet, from the block's corner on. One value fills the block; what fits into the block
 * several times is repeated in it.
 */
export function pasteEdits(
  sheet: Sheetlike,
  block: Block,
  cells: readonly (readonly string[])[],
): BlockEdits {
  const height = cells.length;
  const width = Math.max(0, ...cells.map((row) => row.length));
  if (height === 0 || width === 0) return { edits: [], left: 0 };
  const chosen = linesIn(sheet.rows, block).length;
  const across = block.right - block.left + 1;
  const repeats = chosen % height === 0 && across % width === 0 && chosen > 0;
  const [tall, wide] = repeats
    ? [Math.max(chosen, height), Math.max(across, width)]
    : [height, width];
  const lines = lineRows(sheet.rows, block.top, tall);
  const all = columnsOf({ left: block.left, right: block.left + wide - 1 });
  const inside = all.filter((place) => place < sheet.fields.length);
  const { edits, left, firstLeft } = editsOf(sheet, lines, inside, (row, column, field) =>
    valueFrom(field, cells[row % height]?.[column % width] ?? ''),
  );
  return { edits, left: left + tall * wide - lines.length * inside.length, firstLeft };
}

/** The first line of the block into all below; of one line alone, what stands above it. */
export function fillEdits(sheet: Sheetlike, block: Block): BlockEdits {
  const chosen = linesIn(sheet.rows, block);
  const above = sheet.rows.slice(0, block.top).findLast((row) => row.kind === 'line');
  const [first, others] =
    chosen.length > 1
      ? [chosen[0], chosen.slice(1)]
      : [above?.kind === 'line' ? above.line : undefined, chosen];
  if (first === undefined) return { edits: [], left: 0 };
  return editsOf(sheet, others, columnsOf(block), (_, __, field) => sheet.shown(first, field));
}

/** Empties what can be written in the block. */
export const clearEdits = (sheet: Sheetlike, block: Block): BlockEdits =>
  editsOf(sheet, linesIn(sheet.rows, block), columnsOf(block), (_, __, field) =>
    valueFrom(field, ''),
  );

/** Words of the block's cells, row by row. */
export const blockWords = (
  { rows }: Pick<Sheetlike, 'rows'>,
  block: Block,
  wordsAt: (line: SheetLine, column: number) => string,
): readonly (readonly string[])[] =>
  linesIn(rows, block).map((line) => columnsOf(block).map((column) => wordsAt(line, column)));

/** Which lines the block holds. */
export const blockLines = (rows: readonly GridRow[], block: Block): readonly string[] =>
  linesIn(rows, block).map(({ line }) => line);

export const isIn = (block: Block, row: number, column: number): boolean =>
  isWithin(block, { row, column } satisfies Spot);
