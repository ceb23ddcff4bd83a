import { runUseCase } from '@machimori/application';
import type { Actor } from '@machimori/authorisation';
import type { CheckItem, Edition } from '@machimori/catalogue';
import type { NameOfKey } from '@machimori/city';
import { type AddedLine, readOwnItems, readYardsticks } from '@machimori/governance';
import { type Text, text } from '@machimori/kernel';
import { namesFor } from '../city-file.ts';
import { catalogueFolder, currentEdition, loadEdition } from '../edition-file.ts';
import type { ServerWorld } from './server-world.ts';

const loaded = new Map<string, Promise<Edition>>();

/** An edition of the guideline, read once: it never changes. That which this program goes by, unless named. */
export function guideline(
  id: string = currentEdition,
  catalogue: string = catalogueFolder,
): Promise<Edition> {
  const place = `${catalogue}\n${id}`;
  const known = loaded.get(place);
  if (known !== undefined) return known;
  const loading = loadEdition(id, catalogue);
  loaded.set(place, loading);
  loading.catch(() => loaded.delete(place));
  return loading;
}

/** The edition that the city goes by in which somebody acts. */
export async function guidelineFor(world: ServerWorld, actor: Actor): Promise<Edition> {
  const { present } = await runUseCase(world, readYardsticks, actor, null);
  return guideline(present.edition, world.catalogue);
}

/** An edition with items of a city's own behind those of the guideline. */
export function withOwnItems(edition: Edition, own: readonly AddedLine[]): Edition {
  if (own.length === 0) return edition;
  const items = own.map(
    ({ checkItem, group, words }): CheckItem => ({
      id: checkItem,
      label: ownLabel.ja,
      group,
      section: '',
      heading: text(words?.heading ?? '', words?.heading ?? ''),
      asks: text(words?.asks || (words?.heading ?? ''), words?.asks || (words?.heading ?? '')),
      answeredBy: [],
      source: { document: '', section: '', order: 0 },
    }),
  );
  return { ...edition, checkItems: [...edition.checkItems, ...items] };
}

/** What stands in front of an item that is the city's own, where others have their number. */
const ownLabel = text('まちの項目', 'Item of the city');

/**
 * The same with the items of the city's own that people added to its sheet, which stand behind the guideline's; for
 * whatever names lines, never for what plans.
 */
export async function sheetGuidelineFor(world: ServerWorld, actor: Actor): Promise<Edition> {
  const edition = await guidelineFor(world, actor);
  const own = await runUseCase(world, readOwnItems, actor, null);
  return withOwnItems(edition, own);
}

const named = new WeakMap<Edition, NameOfKey>();

/** What people call what a city's file takes from the guideline: kinds of finding, facts, check items. */
export function namesIn(edition: Edition): NameOfKey {
  const before = named.get(edition);
  if (before !== undefined) return before;
  const known = new Map<string, Text>(
    Object.entries(namesFor(edition)).flatMap(([of, list]) =>
      list.map(({ id, name }): [string, Text] => [`${of} ${id}`, name]),
    ),
  );
  const nameOf: NameOfKey = (key, of) => known.get(`${of} ${key}`);
  named.set(edition, nameOf);
  return nameOf;
}
