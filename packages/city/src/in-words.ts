import { type Text, text } from '@machimori/kernel';
import type { Field, FieldType } from './field.ts';
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

/** A field of an element of this kind and its value, in the words of the workbook. */
export function fieldInWords(kind: string, name: string, value: unknown): FieldInWords {
  const fields: Readonly<Record<string, Field>> =
    kind === 'city' ? cityFields : (sections.find(({ list }) => list === kind)?.fields ?? {});
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return {
    label: field?.label ?? text(name, name),
    value: valueInWords(value, field?.type),
  };
}

const nothing = text('（なし）', '(none)');

function valueInWords(value: unknown, type: FieldType | undefined): Text {
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
      value.map((each) => valueInWords(each, of)),
      text('、', ', '),
    );
  }
  if (typeof value === 'object') {
    const fields = type?.is === 'object' ? type.fields : {};
    const parts = Object.entries(value).map(([name, each]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const words = valueInWords(each, field?.type);
      const label = field?.label ?? text(name, name);
      return text(`${label.ja}: ${words.ja}`, `${label.en}: ${words.en}`);
    });
    const inside = joined(parts, text('／', '; '));
    return parts.length === 0 ? nothing : text(`［${inside.ja}］`, `[${inside.en}]`);
  }
  if (type?.is === 'word') return wordLabel(type.list, String(value));
  return text(String(value), String(value));
}

const joined = (parts: readonly Text[], between: Text): Text =>
  text(parts.map(({ ja }) => ja).join(between.ja), parts.map(({ en }) => en).join(between.en));
