import { cityFields, type Field, sections } from '@machimori/city/format';
import type { Kind } from './city-queries.ts';

/** The fields of an entry of a list; of the city itself those of its head. */
export const formFields = (kind: Kind): Readonly<Record<string, Field>> =>
  kind === 'city'
    ? Object.fromEntries(
        Object.entries(cityFields).filter(
          ([name]) => name !== 'formatVersion' && !sections.some(({ list }) => list === name),
        ),
      )
    : (sections.find(({ list }) => list === kind)?.fields ?? {});
