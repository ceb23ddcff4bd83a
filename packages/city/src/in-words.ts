import { type Day, dayText, isDay, type Text, text } from '@machimori/kernel';
import { countryName } from './country-name.ts';
import type { Field, FieldType, OutsideName } from './field.ts';
import { cityFields, sections } from './format.ts';
import { isNothing, nothing } from './kinds.ts';
import { wordLabel } from './words.ts';

/** One field of an element, as people read it. */
export interface FieldInWords {
  readonly label: Text;
  readonly value: Text;
}

/**
 * What people call the element of this key, or what `of` names it where the key is of no element of the city
 * (a kind of finding, a check item); undefined where nobody has named it.
 */
export type NameOfKey = (key: string, of?: OutsideName) => Text | undefined;

const fieldsOf = (kind: string): Readonly<Record<string, Field>> =>
  kind === 'city' ? cityFields : (sections.find(({ list }) => list === kind)?.fields ?? {});

/**
 * What people call an element: its name; else what it is and of what (アカウント: 都市OSの職員); its key where
 * neither says anything.
 */
export function elementInWords(
  kind: string,
  key: string,
  body: Readonly<Record<string, unknown>>,
  nameOf: NameOfKey = () => undefined,
): Text {
  const { name, nameEn } = body;
  if (typeof name === 'string' && name !== '')
    return text(name, typeof nameEn === 'string' && nameEn !== '' ? nameEn : name);
  const telling = Object.entries(fieldsOf(kind)).flatMap(([field, { type }]) => {
    const tells = type.is === 'reference' || type.is === 'name' || field === 'kind';
    const value = body[field];
    return tells && typeof value === 'string' ? [valueInWords(value, type, nameOf)] : [];
  });
  return telling.length === 0 ? text(key, key) : joined(telling, text('・', ' · '));
}

/** A field of an element of this kind, or one inside it (`device.count`); none where the format has no such field. */
export function fieldAt(kind: string, path: string): Field | undefined {
  const [first = '', ...rest] = path.split('.');
  const fields = fieldsOf(kind);
  let field = Object.hasOwn(fields, first) ? fields[first] : undefined;
  for (const name of rest) {
    const inside = field?.type.is === 'object' ? field.type.fields : {};
    field = Object.hasOwn(inside, name) ? inside[name] : undefined;
  }
  return field;
}

/** A field of an element of this kind and its value, in the words of the workbook. */
export function fieldInWords(
  kind: string,
  name: string,
  value: unknown,
  nameOf: NameOfKey = () => undefined,
): FieldInWords {
  const field = fieldAt(kind, name);
  return {
    label: field?.label ?? text(name, name),
    value: valueInWords(value, field?.type, nameOf),
  };
}

/** A value as people read it; of an entry with several fields each behind its label. */
export function valueInWords(
  value: unknown,
  type: FieldType | undefined,
  nameOf: NameOfKey = () => undefined,
): Text {
  if (value === undefined || value === null || value === '') return nothing;
  if (typeof value === 'boolean') return value ? text('はい', 'yes') : text('いいえ', 'no');
  if (Array.isArray(value)) {
    if (value.length === 0) return nothing;
    const of =
      type?.is === 'list'
        ? type.of
        : type?.is === 'objects'
          ? ({ is: 'object', fields: type.fields } as const)
          : undefined;
    const isEntries = value.some((each) => typeof each === 'object' && each !== null);
    return joined(
      value.map((each) => valueInWords(each, of, nameOf)),
      isEntries ? text('／', '; ') : text('、', ', '),
    );
  }
  if (typeof value === 'object') {
    const fields = type?.is === 'object' ? type.fields : {};
    const parts = Object.entries(value).flatMap(([name, each]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const words = valueInWords(each, field?.type, nameOf);
      // Of an entry it is said what it has: nobody reads through what it has not.
      return isNothing(words) ? [] : [within(field?.label ?? text(name, name), words)];
    });
    return parts.length === 0 ? nothing : joined(parts, text('、', ', '));
  }
  if (type?.is === 'word') return wordLabel(type.list, String(value));
  if (type?.is === 'country') return countryName(String(value));
  if (type?.is === 'day' && isDay(String(value))) return dayText(String(value) as Day);
  const own = text(String(value), String(value));
  if (type?.is === 'name') return nameOf(String(value), type.of) ?? own;
  return type?.is === 'reference' ? (nameOf(String(value)) ?? own) : own;
}

/** A value behind its label, marked off so that values with commas in them are told apart. */
const within = (label: Text, { ja, en }: Text): Text =>
  text(
    ja.includes('「') ? `${label.ja}（${ja}）` : `${label.ja}「${ja}」`,
    en.includes('“') ? `${label.en} (${en})` : `${label.en} “${en}”`,
  );

const joined = (parts: readonly Text[], between: Text): Text =>
  text(parts.map(({ ja }) => ja).join(between.ja), parts.map(({ en }) => en).join(between.en));
