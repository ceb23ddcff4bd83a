import { type Text, text } from '@machimori/kernel';
import type { Field, Fields } from './field.ts';
import { fieldAt, fieldInWords, type NameOfKey, valueInWords } from './in-words.ts';
import { isNothing } from './kinds.ts';

/** One field that differs between two states of an element, in words. */
export interface FieldChange {
  readonly label: Text;
  readonly before: Text;
  readonly after: Text;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * What differs in these fields of an element. Of an entry within it (機器) only what differs inside is told (機器: 台数),
 * of a list only what came, went or changed: nobody finds one figure among a dozen that stayed.
 */
export function changesInWords(
  kind: string,
  fields: readonly string[],
  was: Body,
  is: Body,
  nameOf?: NameOfKey,
): readonly FieldChange[] {
  return fields.flatMap((name) => fieldChanges(kind, name, was[name], is[name], nameOf));
}

function fieldChanges(
  kind: string,
  path: string,
  old: unknown,
  now: unknown,
  nameOf: NameOfKey | undefined,
): readonly FieldChange[] {
  const type = fieldAt(kind, path)?.type;
  const told = (value: unknown): Text => fieldInWords(kind, path, value, nameOf).value;
  const { label } = fieldInWords(kind, path, undefined, nameOf);
  if (type?.is === 'object' && isBody(old) && isBody(now))
    return Object.keys(type.fields)
      .filter((field) => !isSame(old[field], now[field]))
      .flatMap((field) => fieldChanges(kind, `${path}.${field}`, old[field], now[field], nameOf))
      .map((inside) => ({ ...inside, label: within(label, inside.label) }));
  if ((type?.is === 'list' || type?.is === 'objects') && isList(old) && isList(now)) {
    const pairs = pairsOf(old, now);
    // Only their order changed: then all of it is what changed.
    if (pairs.length > 0)
      return pairs.flatMap(([gone, come]) =>
        type.is === 'objects' && isBody(gone) && isBody(come)
          ? entryChanges(label, type.fields, gone, come, nameOf)
          : [
              {
                label,
                before: told(gone === undefined ? undefined : [gone]),
                after: told(come === undefined ? undefined : [come]),
              },
            ],
      );
  }
  return [{ label, before: told(old), after: told(now) }];
}

/** What differs between two states of one entry of a list; which entry it is, what stayed the same of it tells. */
function entryChanges(
  label: Text,
  fields: Fields,
  was: Body,
  is: Body,
  nameOf: NameOfKey | undefined,
): readonly FieldChange[] {
  const told = ({ type }: Field, value: unknown): Text => valueInWords(value, type, nameOf);
  const all = Object.entries(fields);
  const telling = all.filter(
    ([name, { type }]) =>
      (type.is === 'reference' || type.is === 'name' || type.is === 'word') &&
      isSame(was[name], is[name]),
  );
  const which = telling.flatMap(([name, field]) => {
    const words = told(field, is[name]);
    return isNothing(words) ? [] : [words];
  });
  const entry =
    which.length === 0
      ? label
      : text(
          `${label.ja}（${which.map(({ ja }) => ja).join('・')}）`,
          `${label.en} (${which.map(({ en }) => en).join(', ')})`,
        );
  return all
    .filter(([name]) => !isSame(was[name], is[name]))
    .map(([name, field]) => ({
      label: within(entry, field.label),
      before: told(field, was[name]),
      after: told(field, is[name]),
    }));
}

/** What went from a list, what came to it, and what stands for another: entries that have more alike than not. */
function pairsOf(
  old: readonly unknown[],
  now: readonly unknown[],
): readonly (readonly [gone: unknown, come: unknown])[] {
  const come = [...now];
  const gone = old.filter((each) => {
    const at = come.findIndex((other) => isSame(each, other));
    if (at !== -1) come.splice(at, 1);
    return at === -1;
  });
  const pairs = gone.map((each): readonly [unknown, unknown] => {
    const at = come.findIndex((other) => isAlike(each, other));
    return at === -1 ? [each, undefined] : [each, come.splice(at, 1)[0]];
  });
  return [...pairs, ...come.map((each): readonly [unknown, unknown] => [undefined, each])];
}

function isAlike(a: unknown, b: unknown): boolean {
  if (!isBody(a) || !isBody(b)) return false;
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return fields.filter((field) => isSame(a[field], b[field])).length * 2 > fields.length;
}

const within = (outer: Text, inner: Text): Text =>
  text(`${outer.ja}: ${inner.ja}`, `${outer.en}: ${inner.en}`);
const isSame = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const isList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > 0;
const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
