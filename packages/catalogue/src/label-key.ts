/**
 * Labels of check items in the many spellings of real sheets: 都市OS①-1, 都市 OS①−1, 都市ＯＳ①ー１：, (1)-1, ﾌﾙ幅 …
 * How numbers, dashes and widths are written is known here and nowhere else; the words are the edition's own.
 */

/** Dashes that people put between two numbers, the long-vowel mark among them (after NFKC). */
const dashes =
  '\\-\\u2010-\\u2015\\u2212\\u2500\\u2501\\u30fc\\u02d7\\u2043\\u207b\\u208b\\ufe63~\\u301c_\\u2022';
const dashBetweenNumbers = new RegExp(`([)\\d]) ?[${dashes}] ?(?=[(\\d])`, 'g');
const invisible =
  /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]/gu;
const circledDigits = /[\u2460-\u2487\u24f5-\u24fe\u2776-\u2793]/g;
/** Circled, parenthesised and negative digits, each range starting at 1. */
const circledFrom = [0x2460, 0x2474, 0x2776, 0x2780, 0x278a, 0x24f5] as const;
const circledCount: Readonly<Record<number, number>> = {
  9312: 20,
  9332: 20,
  10102: 10,
  10112: 10,
  10122: 10,
  9461: 10,
};

/**
 * One spelling for all: circled digits become `(2)` before NFKC can turn them into plain ones, width and case are
 * folded, invisible characters go, and runs of blanks within a line become one. Line breaks stay.
 */
export function normaliseLabel(label: string): string {
  return (
    label
      .replace(circledDigits, (char) => circledDigit(char) ?? char)
      .normalize('NFKC')
      .toUpperCase()
      // Neither of these may undo the other: what is hidden keeps letters apart that belong to one,
      // and capitals come apart (ΐ) where one letter stands for both.
      .replace(invisible, '')
      .normalize('NFKC')
      .replace(/\r\n?/g, '\n')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/(?:丸|[○◯〇]) ?(\d{1,2})/g, '($1)')
      .replace(/\( ?(\d{1,2}) ?\)/g, '($1)')
      .replace(dashBetweenNumbers, '$1-')
      .replace(/ ?\n ?/g, '\n')
      .trim()
  );
}

function circledDigit(char: string): string | undefined {
  const code = char.codePointAt(0) ?? 0;
  for (const from of circledFrom) {
    const at = code - from;
    if (at >= 0 && at < (circledCount[from] ?? 0)) return `(${at + 1})`;
  }
  return undefined;
}

/**
 * A check item's label as it compares: 「都市 OS①−1」, 「都市os(1)-1」 and 「都市ＯＳ1-1」 are one.
 * A leading or trailing mark (※) falls away.
 */
export function labelKey(label: string): string {
  return normaliseLabel(label)
    .replace(/[\s※*]/g, '')
    .replace(/\((\d{1,2})\)/g, '$1');
}
