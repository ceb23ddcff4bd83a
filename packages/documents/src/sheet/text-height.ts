/** How much room a text needs in a cell, near enough to set a row's height without a font at hand. */

const narrow = /[\u0020-\u007e\u00a1-\u00ff\uff61-\uff9f]/;

/** Height of a line against the size of its letters: 游ゴシック stands high, 明朝 and ゴシック less so. */
export const lineHeights = { yuGothic: 1.6, others: 1.35 } as const;

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

/** Height in points that a text needs; a row can be 409 points high. */
export function heightOf(
  text: string,
  width: number,
  fontSize: number,
  bookSize: number,
  lineHeight: number = lineHeights.yuGothic,
): number {
  return Math.min(
    409,
    Math.ceil(linesOf(text, width, fontSize, bookSize) * fontSize * lineHeight) + 4,
  );
}
