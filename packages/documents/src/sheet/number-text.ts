/** What a cell's number says to a person, for numbers that a spreadsheet program made from a typed date. */

/** Formats that a file names by number only; 27 to 36 and 50 to 58 are the Japanese ones. */
const builtInDates: Readonly<Record<number, DateParts>> = {
  14: 'day',
  15: 'day',
  16: 'day',
  17: 'month',
  22: 'day',
  27: 'day',
  28: 'day',
  29: 'day',
  30: 'day',
  31: 'day',
  36: 'day',
  50: 'day',
  51: 'day',
  52: 'month',
  53: 'day',
  54: 'day',
  55: 'month',
  56: 'month',
  57: 'day',
  58: 'day',
};

/** What a spreadsheet program takes as a format; a longer one is not looked through. */
const mostCharacters = 255;

export type DateParts = 'day' | 'month' | 'year';

/** How exact a date a number format shows; undefined where it shows no date. */
export function datePartsOf(
  formatId: number,
  formatCode: string | undefined,
): DateParts | undefined {
  if (formatCode === undefined) return builtInDates[formatId];
  if (formatCode.length > mostCharacters) return undefined;
  const bare =
    formatCode
      .replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')
      .split(';')[0]
      ?.toLowerCase() ?? '';
  if (/general|標準/.test(bare)) return undefined;
  const hasYear = /[ye]/.test(bare) && !/[#0?]/.test(bare);
  if (/d/.test(bare)) return 'day';
  // `m` alone may be minutes: it counts as a month only beside a year.
  if (hasYear) return /m/.test(bare) ? 'month' : 'year';
  return undefined;
}

/** A serial day number as 2026年9月30日, or 2026年9月 where the format shows no day. */
export function serialDateText(
  serial: number,
  parts: DateParts,
  from1904: boolean,
): string | undefined {
  const days = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (days < 61 || days > 2_958_465) return undefined;
  const date = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000);
  const year = `${date.getUTCFullYear()}年`;
  if (parts === 'year') return year;
  const month = `${year}${date.getUTCMonth() + 1}月`;
  return parts === 'month' ? month : `${month}${date.getUTCDate()}日`;
}
