/** Cells as people name them (`C7`) and as programs count them: row and column from 0. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`;
}

export function columnName(column: number): string {
  let name = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** Reads `C7` or `$C$7`; undefined where it names no cell of a sheet. */
export function readCellName(name: string): CellPosition | undefined {
  const match = /^\$?([A-Za-z]{1,3})\$?(\d{1,7})$/.exec(name);
  if (!match) return undefined;
  let column = 0;
  for (const letter of (match[1] ?? '').toUpperCase())
    column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return row >= 1 && row <= 1_048_576 && column <= 16_384
    ? { row: row - 1, column: column - 1 }
    : undefined;
}

export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export function readRange(range: string): CellRange | undefined {
  const [first, second] = range.split(':');
  const from = readCellName(first ?? '');
  const to = second === undefined ? from : readCellName(second);
  return from && to
    ? { top: from.row, left: from.column, bottom: to.row, right: to.column }
    : undefined;
}
