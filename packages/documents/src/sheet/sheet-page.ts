import type { Locale } from '@machimori/kernel';
import type { WriteSheet } from 'hucre/xlsx';
import type { SheetContent } from './sheet-content.ts';

export interface DrawnSheet {
  readonly sheet: WriteSheet;
  /** Rows, counted from 0, whose height is only a start. */
  readonly growing: ReadonlySet<number>;
}

export interface BookHead {
  readonly content: SheetContent;
  readonly locale: Locale;
  readonly handling: string;
  readonly scope: string;
  readonly source: string;
}

/** The print set-up that every sheet of a book shares. */
export function page(
  head: Pick<BookHead, 'handling' | 'scope'>,
  printArea: string,
  titleRow: number | undefined,
  paperSize: 'a4' | 'a3' = 'a4',
): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  const label = literal(head.handling);
  return {
    pageSetup: {
      paperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      printArea,
      ...(titleRow === undefined ? {} : { printTitlesRow: `$${titleRow}:$${titleRow}` }),
      margins: { top: 0.6, bottom: 0.6, left: 0.4, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddHeader: `&L&9${literal(head.scope)}&R&9${label}`,
      oddFooter: `&L&9&A&C&9&P / &N&R&9${label}`,
    },
  };
}

/** A header holds 255 signs with its codes, and `&` counts twice. */
const mostSigns = 90;

/** `&` begins a code in headers and footers; a digit after a size code would lengthen it. */
function literal(s: string): string {
  const signs = [...s];
  const shown = signs.length > mostSigns ? `${signs.slice(0, mostSigns - 1).join('')}…` : s;
  const doubled = shown.replaceAll('&', '&&');
  return /^\d/.test(doubled) ? ` ${doubled}` : doubled;
}
