import type { Cell, MergeRange } from 'hucre/xlsx';
import { baseFont, styles } from './sheet-style.ts';
import { heightOf } from './text-height.ts';

export type StyleName = keyof typeof styles;

export function textHeight(value: string, width: number, style: StyleName): number {
  return heightOf(value, width, styles[style].font?.size ?? baseFont.size, baseFont.size);
}

/** Cells, merges and heights of one sheet while it is drawn. */
export class Paper {
  readonly cells = new Map<string, Partial<Cell>>();
  readonly merges: MergeRange[] = [];
  readonly rowDefs = new Map<number, { height: number }>();
  readonly growing = new Set<number>();

  put(row: number, column: number, value: string, style: StyleName): void {
    this.cells.set(`${row},${column}`, {
      value: cellText(value),
      type: 'string',
      style: styles[style],
    });
  }

  /** The item's label and heading stand out from the sentence beneath. */
  boldFirstLine(row: number, column: number): void {
    const cell = this.cells.get(`${row},${column}`);
    const [first, ...rest] = String(cell?.value ?? '').split('\n');
    if (!cell || first === undefined || rest.length === 0) return;
    const font = cell.style?.font ?? baseFont;
    this.cells.set(`${row},${column}`, {
      ...cell,
      type: 'richText',
      richText: [
        { text: `${first}\n`, font: { ...font, bold: true } },
        { text: rest.join('\n'), font: { ...font, size: 9 } },
      ],
    });
  }

  /** One text over several columns. */
  whole(
    row: number,
    from: number,
    to: number,
    value: string,
    style: StyleName,
    height: number,
  ): void {
    this.put(row, from, value, style);
    for (let column = from + 1; column <= to; column += 1)
      this.cells.set(`${row},${column}`, { value: null, type: 'empty', style: styles[style] });
    if (to > from) this.merges.push({ startRow: row, startCol: from, endRow: row, endCol: to });
    this.height(row, height);
  }

  height(row: number, height: number): void {
    this.rowDefs.set(row, { height });
  }

  /** A height to start from, which the row may outgrow. */
  grow(row: number, height: number): void {
    this.height(row, Math.max(18, height));
    this.growing.add(row);
  }
}

/** Text that a spreadsheet shows as it is: without characters that XML forbids, `_x000D_` not read as a code. */
export function cellText(value: string): string {
  return value
    .replace(/\r\n?/g, '\n')
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .slice(0, 32_767);
}
