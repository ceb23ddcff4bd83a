import { type Text, text } from '@machimori/kernel';
import { fieldAt, fieldInWords, type NameOfKey } from './in-words.ts';

/** One field that differs between two states of an element, in words. */
export interface FieldChange {
  readonly label: Text;
  readonly before: Text;
  readonly after: Text;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * What differs in these fields of an element. Of an entry within it (機器) only what differs inside is told (機器: 台数):
 * nobody finds one figure among a dozen that stayed.
 */
export function changesInWords(
  kind: string,
  fields: readonly string[],
  was: Body,
  is: Body,
  nameOf?: NameOfKey,
): readonly FieldChange[] {
  return fields.flatMap((name): readonly FieldChange[] => {
    const [old, now] = [was[name], is[name]];
    const type = fieldAt(kind, name)?.type;
    const before = fieldInWords(kind, name, old, nameOf);
    if (type?.is !== 'object' || !isBody(old) || !isBody(now)) {
      const after = fieldInWords(kind, name, now, nameOf);
      return [{ label: before.label, before: before.value, after: after.value }];
    }
    const inside = Object.keys(type.fields).filter(
      (field) => JSON.stringify(old[field] ?? null) !== JSON.stringify(now[field] ?? null),
    );
    return inside.map((field) => {
      const path = `${name}.${field}`;
      const { label, value } = fieldInWords(kind, path, old[field], nameOf);
      return {
        label: text(`${before.label.ja}: ${label.ja}`, `${before.label.en}: ${label.en}`),
        before: value,
        after: fieldInWords(kind, path, now[field], nameOf).value,
      };
    });
  });
}

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
