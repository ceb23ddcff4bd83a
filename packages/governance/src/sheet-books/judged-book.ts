import { setImmediate as breathe } from 'node:timers/promises';
import type { Act } from '@machimori/application';
import type { BookReading, ReadRow } from '@machimori/documents/sheet-books';
import type { Text } from '@machimori/kernel';
import { type LineNow, namesOfLines, readLinesNow } from './book-line-store.ts';
import { type IssuedBook, numbersIn, readIssuedBooks } from './book-store.ts';
import { type JudgedCell, judgeRow, type PresentLine, type RowBase } from './judge-book.ts';
import { lineFor } from './move-rows.ts';

/** What would come of a book, with what it takes to show it. */
export interface JudgedBook {
  /** Cells that are not as they were, in the book's order. */
  readonly cells: readonly JudgedCell[];
  readonly unchanged: number;
  /** Books that its rows came out in. */
  readonly books: readonly IssuedBook[];
  readonly lines: ReadonlyMap<string, LineNow>;
  readonly names: ReadonlyMap<string, Text>;
}

/** Compares everything that was read from a book with how its lines stand. Nothing is written. */
export async function judgeBook(act: Act, { rows }: BookReading): Promise<JudgedBook> {
  const books = await readIssuedBooks(act, numbersIn(rows));
  const lines = await readLinesNow(
    act,
    rows.flatMap((row) => lineFor(row) ?? []),
  );
  const spreads = spreadsOf(rows);
  const cells: JudgedCell[] = [];
  let unchanged = 0;
  for (const [at, row] of rows.entries()) {
    const spread = row.checkItem === undefined ? undefined : spreads.get(row.checkItem);
    const now = lines.get(lineFor(row) ?? '');
    const judged = judgeRow(row, baseOf(row, books), now && presentOf(act, now), spread);
    cells.push(...judged.cells);
    unchanged += judged.unchanged;
    if (at % 1_000 === 999) await breathe();
  }
  const touched = [...new Set(cells.map(({ line }) => line))].flatMap(
    (line) => lines.get(line) ?? [],
  );
  return {
    cells,
    unchanged,
    books: [...books.values()],
    lines,
    names: await namesOfLines(act, touched),
  };
}

function spreadsOf(rows: readonly ReadRow[]) {
  const counted = new Map<string, number>();
  for (const { checkItem } of rows)
    if (checkItem !== undefined) counted.set(checkItem, (counted.get(checkItem) ?? 0) + 1);
  return new Map([...counted].map(([checkItem, lines]) => [checkItem, { checkItem, lines }]));
}

function baseOf(
  { number, line }: ReadRow,
  books: Awaited<ReturnType<typeof readIssuedBooks>>,
): RowBase {
  if (number === undefined) return undefined;
  const book = books.get(number);
  // A row that was put into another book's place is compared as one of which nothing is known.
  return book === undefined ? 'unknown' : book.said[line];
}

function presentOf({ scope }: Act, { kept, values, cells, stage }: LineNow): PresentLine {
  return {
    inPlan: kept.inPlan,
    own: scope.reach === 'city' || kept.answerer === scope.organisation,
    stage,
    values,
    versions: {
      state: cells.state?.version ?? 0,
      planned: cells.planned?.version ?? 0,
      statement: cells.statement?.version ?? 0,
    },
  };
}
