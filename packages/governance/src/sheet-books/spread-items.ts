import type { Act } from '@machimori/application';
import { SheetContent, type SheetEdition, toldApart } from '@machimori/documents/sheet';
import type { BookReading, ItemRow, ReadCell, ReadRow } from '@machimori/documents/sheet-books';
import { type LineNow, namesOfLines, readLineIds, readLinesNow } from './book-line-store.ts';
import { officialPlan } from './official-plan.ts';

/**
 * Rows of the official sheet, one a check item, as rows for the lines of it that the organisation answers. What we had
 * gathered into one cell is told apart again and goes to its own lines; one wording for all goes to each, marked as
 * spread; words of which nobody can tell whose they are stand once, as not to be taken in. Lines of `besides` have
 * rows of their own. What is written for an item of which the organisation answers no line is astray, and told.
 */
export async function spreadItems(
  act: Act,
  items: readonly ItemRow[],
  of: {
    readonly answeredBy: string;
    readonly edition: SheetEdition;
    readonly besides: ReadonlySet<string>;
  },
): Promise<Pick<BookReading, 'rows' | 'strays'>> {
  const checkItems = [...new Set(items.map(({ checkItem }) => checkItem))];
  const ids = await readLineIds(act, { answeredBy: of.answeredBy, checkItems });
  const now = await readLinesNow(
    act,
    ids.map(({ line }) => line),
  );
  const lines = [...now.values()];
  const names = await namesOfLines(act, lines);
  const plan = officialPlan({ city: '', lines, names });
  const contents = (['ja', 'en'] as const).map(
    (locale) => new SheetContent(plan, of.edition, locale),
  );
  const linesOf = Map.groupBy(lines, ({ kept }) => kept.checkItem);
  const plannedOf = Map.groupBy(plan.lines, ({ checkItem }) => checkItem);
  const spread = items.flatMap((item) => {
    const its = linesOf.get(item.checkItem) ?? [];
    const rows = plannedOf.get(item.checkItem) ?? [];
    return rowsOf(item, its, (column, text) => {
      for (const content of contents) {
        const told = toldApart(content, rows, column, text);
        if (told.kind !== 'all') return told;
      }
      return { kind: 'all' };
    }).filter(({ line }) => !of.besides.has(line));
  });
  const labels = new Map(of.edition.checkItems.map(({ id, label }) => [id, label]));
  return {
    rows: spread,
    strays: items
      .filter(({ checkItem }) => !linesOf.has(checkItem))
      .map(({ checkItem, cells, ...place }) => ({
        ...place,
        words: [
          labels.get(checkItem) ?? checkItem,
          ...Object.values(cells).map(({ value }) => value),
        ]
          .join(' ')
          .slice(0, 80),
      })),
  };
}

type Cells = ReadRow['cells'];

function rowsOf(
  { checkItem, cells, ...place }: ItemRow,
  lines: readonly LineNow[],
  tell: (column: 'planned' | 'statement', text: string) => ReturnType<typeof toldApart>,
): readonly ReadRow[] {
  const [first] = lines;
  if (first === undefined) return [];
  const forAll: Record<string, ReadCell> = {};
  const mixed: Record<string, ReadCell> = {};
  const each = new Map<string, Record<string, ReadCell>>();
  for (const [column, cell] of Object.entries(cells) as [keyof Cells, ReadCell][]) {
    const told =
      column === 'state' || cell.fault !== undefined
        ? ({ kind: 'all' } as const)
        : tell(column, cell.value);
    // A state that was told in the words of a date is told apart with them.
    if (column === 'state' && cell.at === cells.planned?.at && !('planned' in forAll)) continue;
    if (told.kind === 'all') forAll[column] = cell;
    else if (told.kind === 'mixed') mixed[column] = { ...cell, fault: 'mixed' };
    else
      for (const [line, value] of told.values)
        each.set(line, { ...each.get(line), [column]: { ...cell, value } });
  }
  const row = (line: string, its: Record<string, ReadCell>): readonly ReadRow[] =>
    Object.keys(its).length === 0 ? [] : [{ ...place, line, cells: its as Cells }];
  return [
    ...row(first.kept.id, mixed),
    ...lines.flatMap(({ kept: { id } }) => [
      ...row(id, each.get(id) ?? {}),
      ...row(id, forAll).map((spread) => ({ ...spread, checkItem })),
    ]),
  ];
}
