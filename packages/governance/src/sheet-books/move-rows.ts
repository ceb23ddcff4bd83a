import type { ItemBecame } from '@machimori/catalogue';
import type { BookReading, MovedRow, ReadRow } from '@machimori/documents/sheet-books';
import { fillText, type Text, text } from '@machimori/kernel';

const messages = {
  reworded: text(
    '{edition}の「{label}」は、いまの版では、尋ねることばが違います。いまの問いの答えになっているか、確かめてください。',
    '“{label}” of {edition} is asked in other words now. See whether the answer still answers it.',
  ),
};

/** What an edition's check items became in the one by which the city goes, with what people call them. */
export interface EditionBefore {
  readonly name: Text;
  readonly items: ReadonlyMap<string, ItemBecame>;
  readonly labels: ReadonlyMap<string, Text>;
}

/** Notes of a book are told up to so many. */
const mostNotes = 200;

/**
 * Puts rows of books that went out by another edition to the lines that ask the same now. Each says so; none is
 * written before somebody chose it. What became several items, or one together with others, is never guessed.
 * `editionOf`: by which edition a book went out, by its number; of editions that are not in `before`, and of rows
 * without a number, nothing is known, and they are read by their lines alone.
 */
export function moveRows(
  reading: BookReading,
  of: {
    readonly editionOf: (number: string) => string | undefined;
    readonly before: ReadonlyMap<string, EditionBefore>;
  },
): BookReading {
  const reworded = new Map<string, BookReading['notes'][number]>();
  const rows = reading.rows.map((row) => {
    const edition = row.number === undefined ? undefined : of.editionOf(row.number);
    const from = edition === undefined ? undefined : of.before.get(edition);
    if (edition === undefined || from === undefined) return row;
    const [checkItem, subject] = partsOf(row.line);
    const became = from.items.get(checkItem);
    if (became === undefined) return row;
    const label = from.labels.get(checkItem) ?? text(checkItem, checkItem);
    const key = `${edition} ${checkItem}`;
    if (became.became === 'one' && became.reworded && !reworded.has(key))
      reworded.set(key, {
        sheet: row.sheet,
        at: row.at,
        what: fillText(messages.reworded, { edition: from.name, label }),
      });
    if (became.became === 'one' && became.id === checkItem) return row;
    const known = { key, edition: from.name, label };
    const moved: MovedRow =
      became.became === 'one'
        ? {
            ...known,
            line: `${became.id}@${subject}`,
            checkItem: became.id,
            reworded: became.reworded,
          }
        : { ...known, lost: became.became };
    return { ...row, moved };
  });
  return {
    ...reading,
    rows: withoutRivals(rows),
    notes: [...reading.notes, ...reworded.values()].slice(0, mostNotes),
  };
}

/** `service-2-3@river-watch`: the check item, and what it is asked of. */
function partsOf(line: string): readonly [string, string] {
  const at = line.indexOf('@');
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

/** The line that a row is for, as the city goes by it now; none where nobody can tell. */
export const lineFor = ({ line, moved }: ReadRow): string | undefined =>
  moved === undefined ? line : moved.line;

/** Where several rows are for one line, nobody knows which was meant: those that were moved there are for none. */
function withoutRivals(rows: readonly ReadRow[]): readonly ReadRow[] {
  const counted = new Map<string, number>();
  for (const row of rows) {
    const line = lineFor(row);
    if (line !== undefined) counted.set(line, (counted.get(line) ?? 0) + 1);
  }
  return rows.map((row) => {
    const { moved } = row;
    if (moved?.line === undefined || (counted.get(moved.line) ?? 0) < 2) return row;
    const { key, edition, label } = moved;
    return { ...row, moved: { key, edition, label, lost: 'twice' } };
  });
}
