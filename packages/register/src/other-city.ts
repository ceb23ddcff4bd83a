import type { City } from '@machimori/city';
import { cityOf, type Element } from './element.ts';

/** By what a file seems to be another city's than the one that is described. */
export interface OtherCity {
  readonly now: Pick<City, 'key' | 'name'>;
  readonly given: Pick<City, 'key' | 'name'>;
}

/**
 * Undefined where the file names the city as it is named now, or nothing is described yet. A key that the
 * file says was the city's before (`aliases`) is the same city.
 */
export function otherCityOf(
  elements: readonly Pick<Element, 'kind' | 'position' | 'body'>[],
  file: City,
): OtherCity | undefined {
  const city = cityOf(elements);
  if (city === undefined) return undefined;
  const sameKey = file.key === city.key || file.aliases[city.key] === file.key;
  if (sameKey && file.name === city.name) return undefined;
  return {
    now: { key: city.key, name: city.name },
    given: { key: file.key, name: file.name },
  };
}
