import type { Answer } from '../../api/routes.ts';

export type Person = Answer<'GET /sheet/lines/:line/talk'>['people'][number];

/**
 * Whom these words call: at each @ the longest name that stands behind it. Where two have one name, only whoever was
 * picked from the list is called.
 */
export function calledIn(
  words: string,
  people: readonly Person[],
  picked: ReadonlySet<string>,
): readonly string[] {
  const called = new Set<string>();
  for (const { index } of words.matchAll(/[@＠]/g)) {
    const rest = words.slice(index + 1);
    const named = people.filter(({ name }) => name !== '' && rest.startsWith(name));
    const longest = Math.max(0, ...named.map(({ name }) => name.length));
    const those = named.filter(({ name }) => name.length === longest);
    const chosen = those.length === 1 ? those : those.filter(({ id }) => picked.has(id));
    for (const { id } of chosen) called.add(id);
  }
  return [...called];
}
