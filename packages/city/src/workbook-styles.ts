import type { CellStyle, CellValue, WriteSheet } from 'hucre/xlsx';

const line = { style: 'thin', color: { rgb: 'C8C8CB' } } as const;
const frame = { top: line, right: line, bottom: line, left: line };
const wrapped = { wrapText: true, vertical: 'top' } as const;
const solid = (rgb: string): NonNullable<CellStyle['fill']> => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { rgb },
});
const font = { name: 'Yu Gothic' } as const;
/** The looks of cells: data cells are in text format, so that nothing typed there turns into a date or a formula. */
export const styles = {
  heading: {
    font: { ...font, size: 11, bold: true, color: { rgb: 'FFFFFF' } },
    fill: solid('0B5C77'),
    alignment: { wrapText: true, vertical: 'center' },
    border: frame,
    numFmt: '@',
  },
  note: {
    font: { ...font, size: 9, color: { rgb: '4D4D4D' } },
    fill: solid('F1F1F4'),
    alignment: wrapped,
    border: frame,
    numFmt: '@',
  },
  example: {
    font: { ...font, size: 11, italic: true, color: { rgb: '6B4A00' } },
    fill: solid('FFF6DB'),
    alignment: wrapped,
    border: frame,
    numFmt: '@',
  },
  needed: {
    font: { ...font, bold: true },
    fill: solid('E3F1F5'),
    alignment: wrapped,
    border: frame,
    numFmt: '@',
  },
  text: { font, alignment: wrapped, border: frame, numFmt: '@' },
  number: { font, alignment: { vertical: 'top' }, border: frame },
  title: { font: { ...font, bold: true, size: 16 } },
  plain: { font, alignment: wrapped },
} satisfies Record<string, CellStyle>;

/** The tabs of the sheets that every town fills in. */
export const tabOfNeeded = { rgb: '0B5C77' } as const;

/** A4 across, as many pages down as it takes. */
export const pageSetup: NonNullable<WriteSheet['pageSetup']> = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
};

export type Cells = NonNullable<WriteSheet['cells']>;

/** A cell that is text whatever it begins with. */
export function put(
  cells: Cells,
  row: number,
  column: number,
  value: CellValue,
  style: CellStyle,
): void {
  cells.set(
    `${row},${column}`,
    typeof value === 'string' ? { value, type: 'string', style } : { value, style },
  );
}
