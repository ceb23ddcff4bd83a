import { diffEditions } from './diff-editions.ts';
import type { Edition } from './edition.ts';

/** Ids of the older edition that go on in the newer one under another number: old → new. */
export function successorsOf(older: Edition, newer: Edition): Readonly<Record<string, string>> {
  if (older.id === newer.id) return {};
  return Object.fromEntries(
    diffEditions(older, newer).renumbered.flatMap(({ from, to }) =>
      from.id === to.id ? [] : [[from.id, to.id]],
    ),
  );
}
