/** How much room a text needs in a cell, near enough to set a row's height without a font at hand. */

const narrow = /[\u0020-\u007e\u00a1-\u00ff\uff61-\uff9f]/;

/**
 * Height of a line against the size of its letters. 游ゴシック and メイリオ stand high; a program that lacks
 * 明朝 or ゴシック puts Noto in its place, which is higher than they are.
 */
export const lineHeights = { high: 1.6, others: 1.5 } as const;

export function lineHeightOf(fontName: string): number {
  return /游|Yu |メイリオ|Meiryo/i.test(fontName) ? lineHeights.high : lineHeights.others;
}

/** Lines that a text takes in a column so many characters wide, at a size against the book's own. */
export function linesOf(text: string, width: number, fontSize: number, bookSize: number): number {
  const scale = fontSize / bookSize;
  const room = Math.max(2, width - 0.8);
  let lines = 0;
  for (const paragraph of text.split('\n')) {
    let used = 0;
    let taken = 1;
    for (const char of paragraph) {
      const needs = (narrow.test(char) ? 1.05 : 2) * scale;
      if (used + needs > room) {
        taken += 1;
        used = 0;
      }
      used += needs;
    }
    lines += taken;
  }
  return lines;
}

/** Points; no spreadsheet program makes a row higher. */
export const highestRow = 409;

/** Height in points that a text needs. */
export function heightOf(
  text: string,
  width: number,
  fontSize: number,
  bookSize: number,
  lineHeight: number = lineHeights.high,
): number {
  return Math.min(
    highestRow,
    Math.ceil(linesOf(text, width, fontSize, bookSize) * fontSize * lineHeight) + 4,
  );
}
