// What spreadsheets put on the clipboard: cells parted by tabs, rows by line ends; a cell that holds either, or begins
// with a quotation mark, stands in quotation marks, and those within it are doubled.

/** Cells, row by row, as a spreadsheet takes them. */
export const writeTabText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join('\t')).join('\r\n');

const quoted = (cell: string): string =>
  /[\t\n\r]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * What a spreadsheet, or a page, gave: rows of cells, not all of one length. The line end that stands behind the last
 * row begins no other; a quotation mark that nothing closes is one like any other sign. Any text can be read.
 */
export function readTabText(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at <= text.length) {
    const [cell, end] = readCell(text, at);
    rows.at(-1)?.push(cell);
    if (end >= text.length) break;
    const isTab = text[end] === '\t';
    at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
    if (isTab) continue;
    if (at >= text.length) break;
    rows.push([]);
  }
  return rows;
}

/** A cell and where it ends: at a tab, a line end or the end of it all. */
function readCell(text: string, from: number): readonly [cell: string, end: number] {
  if (text[from] === '"') {
    const close = closingMark(text, from + 1);
    if (close !== undefined) return [text.slice(from + 1, close).replaceAll('""', '"'), close + 1];
  }
  let end = from;
  while (end < text.length && !isBorder(text[end])) end += 1;
  return [text.slice(from, end), end];
}

const isBorder = (sign: string | undefined): boolean =>
  sign === '\t' || sign === '\n' || sign === '\r';

/** The mark that closes a quoted cell: not doubled, and a border or the end comes after it. */
function closingMark(text: string, from: number): number | undefined {
  let at = text.indexOf('"', from);
  while (at !== -1) {
    if (text[at + 1] === '"') at = text.indexOf('"', at + 2);
    else return at + 1 === text.length || isBorder(text[at + 1]) ? at : undefined;
  }
  return undefined;
}
