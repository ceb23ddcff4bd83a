import type { CellStyle } from 'hucre/xlsx';

/** How the book looks: quiet lines, one dark band a category, pale yellow where people write. */
const fontName = '游ゴシック';
const line: NonNullable<CellStyle['border']> = {
  top: edge(),
  right: edge(),
  bottom: edge(),
  left: edge(),
};

function edge(): { style: 'thin'; color: { rgb: string } } {
  return { style: 'thin', color: { rgb: '7F7F7F' } };
}

export const baseFont = { name: fontName, size: 10, charset: 128, family: 3 } as const;

/** `@` marks a cell as text, so that what is typed there stays as it was typed and nothing becomes a formula. */
function style(given: {
  size?: number;
  bold?: boolean;
  colour?: string;
  fill?: string;
  bordered?: boolean;
  horizontal?: 'left' | 'center' | 'right';
  vertical?: 'top' | 'center';
  wrap?: boolean;
  indent?: number;
}): CellStyle {
  return {
    font: {
      ...baseFont,
      size: given.size ?? 10,
      ...(given.bold === true ? { bold: true } : {}),
      color: { rgb: given.colour ?? '000000' },
    },
    numFmt: '@',
    alignment: {
      horizontal: given.horizontal ?? 'left',
      vertical: given.vertical ?? 'top',
      wrapText: given.wrap ?? true,
      ...(given.indent === undefined ? {} : { indent: given.indent }),
    },
    ...(given.fill === undefined
      ? {}
      : { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: given.fill } } }),
    ...(given.bordered === false ? {} : { border: line }),
  };
}

export const styles = {
  annex: style({ bordered: false, wrap: false }),
  title: style({
    size: 16,
    bold: true,
    bordered: false,
    wrap: false,
    vertical: 'center',
    horizontal: 'center',
  }),
  subtitle: style({ size: 11, bordered: false, wrap: false, vertical: 'center' }),
  handling: style({
    size: 11,
    bold: true,
    colour: 'C00000',
    horizontal: 'right',
    vertical: 'center',
    bordered: false,
    wrap: false,
  }),
  note: style({ size: 9, bordered: false, wrap: true, vertical: 'center' }),
  heading: style({ bold: true, fill: 'D9D9D9', horizontal: 'center', vertical: 'center' }),
  band: style({
    size: 11,
    bold: true,
    colour: 'FFFFFF',
    fill: '1F3864',
    vertical: 'center',
    wrap: false,
    indent: 1,
  }),
  section: style({ bold: true, fill: 'DEEAF6', vertical: 'center', wrap: false, indent: 1 }),
  cell: style({}),
  small: style({ size: 9 }),
  centred: style({ horizontal: 'center' }),
  urgent: style({ bold: true, colour: 'C00000', horizontal: 'center' }),
  input: style({ fill: 'FFFBE6' }),
  inputCentred: style({ fill: 'FFFBE6', horizontal: 'center' }),
  key: style({ size: 7, colour: '595959' }),
  term: style({ bold: true, fill: 'F2F2F2' }),
} as const satisfies Record<string, CellStyle>;
