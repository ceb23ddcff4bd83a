import { elementInWords } from '@machimori/city/format';
import { text } from '@machimori/kernel';
import type { Say } from '../../language.tsx';
import type { Body, Kind, NameLookup } from './city-queries.ts';

/** An entry as far as its name needs it. */
export interface NamedRow {
  readonly kind: Kind;
  readonly key: string;
  readonly body: Body;
}

/** What people call a key, as the city's words want it. */
export const nameText = (nameOf: NameLookup) => (key: string) => {
  const known = nameOf(key)?.name;
  return known === undefined ? undefined : text(known, known);
};

export const nameOfElement = (
  { kind, key, body }: NamedRow,
  nameOf: NameLookup,
  say: Say,
): string => say(elementInWords(kind, key, body, nameText(nameOf)));
