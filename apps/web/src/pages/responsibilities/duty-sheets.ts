/** Words of one row as they are printed: what is to be done, its number, then the columns beside it. */
export type PrintedRow = readonly string[];

/** Millimetres that A4 leaves within its margins, and what the table takes of them; see responsibilities.css. */
const sheet = 262;
const line = 3.8;
const padding = 2.6;
const sectionHead = 19;
/** Full-width letters in a line of each column. */
const perLine = [19, 9, 9, 9, 9] as const;

const width = (words: string): number =>
  [...words].reduce((sum, letter) => sum + (letter.charCodeAt(0) < 0x2e80 ? 0.55 : 1), 0);

const rowHeight = (row: PrintedRow): number =>
  padding +
  line *
    Math.max(
      ...row.map(
        (words, column) =>
          // Under the heading stands its number.
          Math.ceil(width(words) / (perLine[column] ?? 9)) + (column === 0 ? 0.85 : 0),
      ),
    );

/** About how many sheets of A4 the sections take on paper, one after another; each has a heading of its own. */
export function sheetsOf(sections: readonly (readonly PrintedRow[])[]): number {
  const height = sections.reduce(
    (sum, rows) => sum + sectionHead + rows.reduce((its, row) => its + rowHeight(row), 0),
    0,
  );
  return Math.max(1, Math.ceil(height / sheet));
}
