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

/**
 * What became of a check item in another edition: one item, under its own or another number; one of several that bear
 * its heading, or one together with others, which nobody can tell; or none.
 */
export type ItemBecame =
  | { readonly became: 'one'; readonly id: string; readonly reworded: boolean }
  | { readonly became: 'unsure'; readonly ids: readonly string[] }
  | { readonly became: 'ended' };

/** Of each check item of one edition, what became of it in another of the same framework. */
export function whatItemsBecame(from: Edition, to: Edition): ReadonlyMap<string, ItemBecame> {
  if (frameworkOf(from) !== frameworkOf(to)) return new Map();
  const pairs = checkItemsBetween(from, to);
  const taken = new Set([...pairs.values()].map(({ id }) => id));
  const bearing = Map.groupBy(
    to.checkItems.filter(({ id }) => !taken.has(id)),
    headingOf,
  );
  return new Map(
    from.checkItems.map((item): readonly [string, ItemBecame] => {
      const pair = pairs.get(item.id);
      if (pair !== undefined) return [item.id, { became: 'one', ...pair }];
      const ids = (bearing.get(headingOf(item)) ?? []).map(({ id }) => id);
      return [item.id, ids.length === 0 ? { became: 'ended' } : { became: 'unsure', ids }];
    }),
  );
}

/** As editions are compared: blanks and widths of signs make no other heading. */
const headingOf = ({ heading }: Edition['checkItems'][number]): string =>
  heading.ja.normalize('NFKC').replace(/\s/g, '');
