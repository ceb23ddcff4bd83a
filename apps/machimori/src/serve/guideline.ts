import type { Edition } from '@machimori/catalogue';
import type { NameOfKey } from '@machimori/city';
import type { Text } from '@machimori/kernel';
import { namesFor } from '../city-file.ts';
import { loadEdition } from '../edition-file.ts';

let loaded: Promise<Edition> | undefined;

/** The guideline that this program goes by, read once: an edition never changes. */
export const guideline = (): Promise<Edition> => {
  loaded ??= loadEdition();
  return loaded;
};

let names: Promise<NameOfKey> | undefined;

/** What people call what a city's file takes from the guideline: kinds of finding, facts, check items. */
export const guidelineNames = (): Promise<NameOfKey> => {
  names ??= guideline().then((edition) => {
    const known = new Map<string, Text>(
      Object.entries(namesFor(edition)).flatMap(([of, list]) =>
        list.map(({ id, name }): [string, Text] => [`${of} ${id}`, name]),
      ),
    );
    return (key, of) => known.get(`${of} ${key}`);
  });
  return names;
};
