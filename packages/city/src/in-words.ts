import { type Text, text } from '@machimori/kernel';
import type { Field, FieldType, OutsideName } from './field.ts';
import { cityFields, elementLabel, sections } from './format.ts';
import { wordLabel } from './words.ts';

/** One field of an element, as people read it. */
export interface FieldInWords {
  readonly label: Text;
  readonly value: Text;
}

/** What a list of a city's file holds, in words; `city` is the description's head. */
export function kindInWords(kind: string): Text {
  if (kind === 'city') return elementLabel('city');
  return sections.find(({ list }) => list === kind)?.label ?? text(kind, kind);
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

const nothing = text('（なし）', '(none)');

function valueInWords(value: unknown, type: FieldType | undefined, nameOf: NameOfKey): Text {
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
    return joined(
      value.map((each) => valueInWords(each, of, nameOf)),
      text('、', ', '),
    );
  }
  if (typeof value === 'object') {
    const fields = type?.is === 'object' ? type.fields : {};
    const parts = Object.entries(value).map(([name, each]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const words = valueInWords(each, field?.type, nameOf);
      const label = field?.label ?? text(name, name);
      return text(`${label.ja}: ${words.ja}`, `${label.en}: ${words.en}`);
    });
    const inside = joined(parts, text('／', '; '));
    return parts.length === 0 ? nothing : text(`［${inside.ja}］`, `[${inside.en}]`);
  }
  if (type?.is === 'word') return wordLabel(type.list, String(value));
  const own = text(String(value), String(value));
  if (type?.is === 'name') return nameOf(String(value), type.of) ?? own;
  return type?.is === 'reference' ? (nameOf(String(value)) ?? own) : own;
}

const joined = (parts: readonly Text[], between: Text): Text =>
  text(parts.map(({ ja }) => ja).join(between.ja), parts.map(({ en }) => en).join(between.en));
