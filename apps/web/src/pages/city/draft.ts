import { componentDetails, type Field, type FieldType } from '@machimori/city/format';
import type { Body, Kind } from './city-queries.ts';

type Fields = Readonly<Record<string, Field>>;

/** A new entry as a form begins it: what the format takes where nothing is said. */
export const emptyOf = (fields: Fields): Body =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { presence, default: value, type }]) =>
      presence === 'default'
        ? [[name, structuredClone(value)]]
        : presence === 'required' && type.is === 'object'
          ? [[name, emptyOf(type.fields)]]
          : [],
    ),
  );

/** Fields that an entry of this kind has: a sensor has no domain, a service no number of devices. */
export function fieldsFor(
  kind: Kind,
  fields: Fields,
  draft: Body,
): readonly (readonly [string, Field])[] {
  const own = Object.entries(fields).filter(
    ([name, { type }]) => name !== 'key' && type.is !== 'aliases',
  );
  if (kind !== 'components') return own;
  const is = String(draft['kind'] ?? '');
  return own.flatMap(([name, field]): readonly (readonly [string, Field])[] => {
    const detail = componentDetails.find((each) => each.field === name);
    if (detail === undefined) return [[name, field]];
    if (!(detail.may as readonly string[]).includes(is)) return [];
    const must = (detail.must as readonly string[]).includes(is);
    return [[name, must ? { ...field, presence: 'required' } : field]];
  });
}

/** What a form holds, as the description has it: numbers as numbers, and nothing for what was left empty. */
export function bodyFrom(fields: readonly (readonly [string, Field])[], draft: Body): Body {
  return Object.fromEntries(
    fields.flatMap(([name, { type }]) => {
      const value = valueFrom(type, draft[name]);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

function valueFrom(type: FieldType, value: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  if (type.is === 'object') return bodyFrom(Object.entries(type.fields), value as Body);
  if (type.is === 'objects')
    return (value as readonly unknown[]).map((each) =>
      typeof each === 'object' && each !== null
        ? bodyFrom(Object.entries(type.fields), each as Body)
        : each,
    );
  if (typeof value !== 'string') return value;
  const words = value.trim();
  if (words === '') return undefined;
  if (type.is !== 'whole' && type.is !== 'degrees') return words;
  // Full-width figures and commas are figures; anything else is said to be none, by the server.
  const figures = words.normalize('NFKC').replace(/[,\s]/g, '');
  return /^-?\d+(\.\d+)?$/.test(figures) ? Number(figures) : words;
}

/** Whether two values say the same, in whatever order their fields stand. */
export const sameValue = (a: unknown, b: unknown): boolean => inOrder(a) === inOrder(b);

const inOrder = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
