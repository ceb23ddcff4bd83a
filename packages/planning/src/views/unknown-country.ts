import type { CityIndex } from '@machimori/city';
import { type Text, text } from '@machimori/kernel';

/** Traits that something has where a country is not Japan; one that nobody has established counts so, too. */
const ofCountries: ReadonlySet<string> = new Set(['foreignSupplier', 'abroad']);

/** Said beside a trait that rests on nothing but countries that nobody has written. */
export const unknownCountryText: Text = text(
  '国が分からないため、国外とみなしています。',
  'The country is not known, and is taken to be abroad.',
);

/** Whose country is to be written, and where it is. */
export interface UnknownCountry {
  readonly key: string;
  readonly kind: 'components' | 'organisations';
}

/** Elements whose unwritten countries alone give something this trait; none where one is known to be abroad. */
export function unknownCountries(
  index: CityIndex,
  trait: string,
  because: readonly string[],
): readonly UnknownCountry[] {
  if (!ofCountries.has(trait)) return [];
  const unknown: UnknownCountry[] = [];
  for (const key of because) {
    const organisation = index.organisations.get(key);
    const hosting = index.components.get(key)?.hosting;
    const country =
      organisation?.seat.country ??
      (hosting === undefined ? undefined : (hosting.country ?? 'unknown'));
    if (country === undefined || country === 'JP') continue;
    if (country !== 'unknown') return [];
    unknown.push({ key, kind: organisation === undefined ? 'components' : 'organisations' });
  }
  return unknown;
}
