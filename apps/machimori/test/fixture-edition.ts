import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Edition } from '@machimori/catalogue';
import { catalogueFolder, currentEdition } from '../src/edition-file.ts';

// An edition that there is for tests alone: the real one with one item numbered otherwise, and one less.

export const renumberedItem = { from: 'service-2-3', to: 'service-2-9' };
export const endedItem = 'service-2-2';

export const presentEdition = JSON.parse(
  readFileSync(join(catalogueFolder, currentEdition, 'edition.json'), 'utf8'),
) as Edition;

export const fixtureEdition: Edition = make();

function make(): Edition {
  const next = JSON.parse(
    JSON.stringify(presentEdition).replaceAll(`"${renumberedItem.from}"`, `"${renumberedItem.to}"`),
  ) as Edition;
  const without = (value: unknown): unknown =>
    Array.isArray(value)
      ? value
          .filter((each) => each !== endedItem)
          .filter((each) => (each as { id?: unknown } | null)?.id !== endedItem)
          .filter((each) => (each as { checkItem?: unknown } | null)?.checkItem !== endedItem)
          .map(without)
      : value !== null && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, without(each)]))
        : value;
  return {
    ...(without(next) as Edition),
    id: 'mic-smart-city-security/fixture',
    version: 'fixture',
  };
}
