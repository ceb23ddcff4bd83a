import type { Element, ElementKind } from './element.ts';

/** What became of one element from one description to the next. */
export interface ElementChange {
  readonly kind: ElementKind;
  readonly key: string;
  /** For people. */
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
  /** Fields that differ; none for what was added or removed. */
  readonly fields: readonly string[];
  readonly before: ElementContent | undefined;
  readonly after: ElementContent | undefined;
}

/** What an element says, without its place in the file. */
export type ElementContent = Pick<Element, 'kind' | 'key' | 'body'>;

const place = ({ kind, key }: Pick<Element, 'kind' | 'key'>): string => `${kind}\n${key}`;

/** All changes from one description to another, in the order of the new one, removals last. */
export function differenceOf(
  before: readonly ElementContent[],
  after: readonly ElementContent[],
): readonly ElementChange[] {
  const known = new Map(before.map((each) => [place(each), each]));
  const kept = new Set(after.map(place));
  const changes = after.flatMap((each): ElementChange[] => {
    const old = known.get(place(each));
    const { kind, key } = each;
    const name = nameOf(each);
    if (old === undefined)
      return [{ kind, key, name, change: 'added', fields: [], before: old, after: each }];
    const fields = differingFields(old.body, each.body);
    if (fields.length === 0) return [];
    return [{ kind, key, name, change: 'changed', fields, before: old, after: each }];
  });
  const removed = before
    .filter((each) => !kept.has(place(each)))
    .map(
      (each): ElementChange => ({
        kind: each.kind,
        key: each.key,
        name: nameOf(each),
        change: 'removed',
        fields: [],
        before: each,
        after: undefined,
      }),
    );
  return [...changes, ...removed];
}

function differingFields(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): readonly string[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return names.filter((name) => !sameValue(a[name], b[name]));
}

/** Whether two values of JSON say the same; what is missing says the same as null. */
export const sameValue = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b);

/** A value as text that does not depend on the order of an object's fields. */
function sorted(value: unknown): string {
  return JSON.stringify(value ?? null, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

function nameOf({ key, body }: Pick<Element, 'key' | 'body'>): string {
  const { name } = body;
  return typeof name === 'string' && name !== '' ? name : key;
}
