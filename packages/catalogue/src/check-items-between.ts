import { diffEditions } from './diff-editions.ts';
import type { Edition } from './edition.ts';

/**
 * What each check item of one edition is in another: its id there, and whether what it asks is worded otherwise.
 * Items that end there, or that only another framework has, are left out. Which of the two is the older does not
 * matter, and is not asked: check items are paired alike from either side.
 */
export function checkItemsBetween(
  from: Edition,
  to: Edition,
): ReadonlyMap<string, { readonly id: string; readonly reworded: boolean }> {
  if (frameworkOf(from) !== frameworkOf(to)) return new Map();
  const { removed, renumbered, reworded } = diffEditions(from, to);
  const ended = new Set(removed.flatMap(({ kind, id }) => (kind === 'checkItem' ? [id] : [])));
  const moved = new Map(
    renumbered.flatMap((each) =>
      each.kind === 'checkItem' ? [[each.from.id, each.to.id] as const] : [],
    ),
  );
  const otherWords = new Set(
    reworded.flatMap(({ kind, id }) => (kind === 'checkItem' ? [id] : [])),
  );
  return new Map(
    from.checkItems.flatMap(({ id: before }) => {
      if (ended.has(before)) return [];
      const id = moved.get(before) ?? before;
      return [[before, { id, reworded: otherWords.has(id) }] as const];
    }),
  );
}

/** Ids of editions are `framework/version`. */
const frameworkOf = ({ id }: Edition): string => id.slice(0, id.indexOf('/'));
