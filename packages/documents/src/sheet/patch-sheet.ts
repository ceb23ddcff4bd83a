import { attributesOf, cellName, escapeXml } from '@machimori/workbook';
import { columnFinder, type SheetRowXml, type WorkbookSheet } from './read-workbook.ts';

/** A text to put into one cell. */
export interface CellEdit {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** A height that a row needs at least. */
export interface HeightEdit {
  readonly row: number;
  readonly height: number;
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Puts texts into cells of a sheet's XML and changes nothing else: the text around each cell is copied as it stands,
 * a cell keeps its style, and the text is written in place, so that the table of shared strings stays as it was.
 */
export function patchSheet(
  sheet: WorkbookSheet,
  edits: readonly CellEdit[],
  heights: readonly HeightEdit[],
): string {
  const rows = new Map(sheet.rows.map((row) => [row.row, row]));
  const splices: Splice[] = [];
  const added = new Map<SheetRowXml, CellEdit[]>();
  for (const edit of edits) {
    const row = rows.get(edit.row);
    if (!row) continue;
    const cell = row.cells.find((c) => c.column === edit.column);
    if (cell)
      splices.push({
        start: cell.start,
        end: cell.end,
        text: writeCell(row.tag.prefix, edit, cell.style),
      });
    else added.set(row, [...(added.get(row) ?? []), edit]);
  }
  const columnAt = columnFinder(sheet);
  for (const [row, its] of added)
    splices.push(...insertions(sheet, row, its, (column) => columnAt(column)?.style));
  for (const { row: index, height } of heights) {
    const row = rows.get(index);
    if (row) splices.push(raise(sheet.xml, row, height));
  }
  // An empty row is rewritten whole where cells are added, so a height there would meet it: the later splice yields.
  const ordered = splices.sort((a, b) => a.start - b.start || a.end - b.end);
  let out = '';
  let at = 0;
  for (const splice of ordered) {
    if (splice.start < at) continue;
    out += sheet.xml.slice(at, splice.start) + splice.text;
    at = splice.end;
  }
  return out + sheet.xml.slice(at);
}

function writeCell(prefix: string, edit: CellEdit, style: number | undefined): string {
  const s = style === undefined ? '' : ` s="${style}"`;
  const name = cellName(edit.row, edit.column);
  return `<${prefix}c r="${name}"${s} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(edit.text)}</${prefix}t></${prefix}is></${prefix}c>`;
}

/** New cells stand in column order between those that are there, in the style of their row or column. */
function insertions(
  sheet: WorkbookSheet,
  row: SheetRowXml,
  edits: readonly CellEdit[],
  columnStyle: (column: number) => number | undefined,
): readonly Splice[] {
  const { prefix } = row.tag;
  const written = (edit: CellEdit): string =>
    writeCell(prefix, edit, row.style ?? columnStyle(edit.column));
  const inOrder = [...edits].sort((a, b) => a.column - b.column);
  if (row.tag.kind === 'empty') {
    const open = `${sheet.xml.slice(row.tag.start, row.tag.end).replace(/\s*\/>$/, '')}>`;
    return [
      {
        start: row.tag.start,
        end: row.tag.end,
        text: `${open}${inOrder.map(written).join('')}</${prefix}row>`,
      },
    ];
  }
  const byPlace = new Map<number, string>();
  for (const edit of inOrder) {
    const next = row.cells.find((c) => c.column > edit.column);
    const place = next?.start ?? row.contentEnd;
    byPlace.set(place, (byPlace.get(place) ?? '') + written(edit));
  }
  return [...byPlace].map(([place, text]) => ({ start: place, end: place, text }));
}

/** A row made high enough for what was put into it; whether it may grow further stays as it was. */
function raise(xml: string, row: SheetRowXml, height: number): Splice {
  const attributes = new Map(attributesOf(xml, row.tag));
  attributes.set('ht', String(height));
  const written = [...attributes].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join('');
  const { start, end, kind, prefix } = row.tag;
  return { start, end, text: `<${prefix}row${written}${kind === 'empty' ? '/>' : '>'}` };
}
