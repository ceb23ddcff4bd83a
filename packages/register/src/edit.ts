import { type ElementContent, sameValue } from './difference.ts';
import type { Element, ElementKind } from './element.ts';

/**
 * One thing that somebody changes about one element. `was` is what they saw of each field when they began: what
 * others changed meanwhile in other fields stays, in the same field it is a conflict. Undefined: no such field.
 */
export type Edit =
  | {
      readonly change: 'add';
      readonly kind: ElementKind;
      readonly key: string;
      readonly body: Body;
    }
  | {
      readonly change: 'set';
      readonly kind: ElementKind;
      readonly key: string;
      readonly was: Body;
      readonly now: Body;
    }
  | {
      readonly change: 'remove';
      readonly kind: ElementKind;
      readonly key: string;
      /** The whole element as they saw it. */
      readonly was: Body;
    };

export type Body = Readonly<Record<string, unknown>>;

/** Why an edit cannot be made as it was meant: both sides, for whoever decides between them. */
export interface EditConflict {
  readonly kind: ElementKind;
  readonly key: string;
  readonly reason: 'exists' | 'gone' | 'changed';
  /** Where one field is in dispute. */
  readonly field?: string;
  readonly was?: unknown;
  readonly theirs?: unknown;
  readonly yours?: unknown;
}

export interface Edited {
  /** The description after all edits that could be made. */
  readonly elements: readonly PlacedContent[];
  readonly conflicts: readonly EditConflict[];
}

export type PlacedContent = ElementContent & Pick<Element, 'position'>;

const placeOf = ({ kind, key }: Pick<Element, 'kind' | 'key'>): string => `${kind}\n${key}`;

/** Makes the edits one after another; what is in dispute is left as it stands, and said. */
export function applyEdits(elements: readonly PlacedContent[], edits: readonly Edit[]): Edited {
  const now = new Map(elements.map((each) => [placeOf(each), each]));
  let next = elements.reduce((most, { position }) => Math.max(most, position), 0) + 1;
  const conflicts: EditConflict[] = [];
  for (const edit of edits) {
    const { kind, key } = edit;
    const place = placeOf(edit);
    const present = now.get(place);
    if (edit.change === 'add') {
      // An answer to a check item has no key of its own in the file.
      const body = withoutNothing(kind === 'controls' ? edit.body : { ...edit.body, key });
      if (present === undefined) now.set(place, { kind, key, body, position: next++ });
      else if (!sameValue(present.body, body))
        conflicts.push({ kind, key, reason: 'exists', theirs: present.body, yours: body });
    } else if (present === undefined) {
      // What somebody else removed too is removed: both wanted the same.
      if (edit.change === 'set') conflicts.push({ kind, key, reason: 'gone', yours: edit.now });
    } else if (edit.change === 'remove') {
      if (sameValue(present.body, edit.was)) now.delete(place);
      else conflicts.push({ kind, key, reason: 'changed', was: edit.was, theirs: present.body });
    } else {
      const body: Record<string, unknown> = { ...present.body };
      for (const field of new Set([...Object.keys(edit.now), ...Object.keys(edit.was)])) {
        const [was, yours, theirs] = [edit.was[field], edit.now[field], present.body[field]];
        // Keys never change: what hangs on them would be lost.
        if (field === 'key' || sameValue(theirs, yours)) continue;
        if (sameValue(theirs, was)) body[field] = yours;
        else conflicts.push({ kind, key, reason: 'changed', field, was, theirs, yours });
      }
      now.set(place, { ...present, body: withoutNothing(body) });
    }
  }
  // A city has one head: a second would stand there unseen.
  const head = elements.find(({ kind }) => kind === 'city');
  if (head !== undefined && now.has(placeOf(head)))
    for (const [place, { kind, key, body }] of now) {
      if (kind !== 'city' || key === head.key) continue;
      now.delete(place);
      conflicts.push({ kind, key, reason: 'exists', theirs: head.body, yours: body });
    }
  return { elements: [...now.values()], conflicts };
}

/** The edits that lead from one state of elements to another: what undoes a change when asked backwards. */
export function editsBetween(
  before: readonly ElementContent[],
  after: readonly ElementContent[],
): readonly Edit[] {
  const was = new Map(before.map((each) => [placeOf(each), each]));
  const is = new Map(after.map((each) => [placeOf(each), each]));
  const changed = after.flatMap((each): Edit[] => {
    const { kind, key, body } = each;
    const old = was.get(placeOf(each))?.body;
    if (old === undefined) return [{ change: 'add', kind, key, body }];
    const fields = [...new Set([...Object.keys(old), ...Object.keys(body)])].filter(
      (field) => !sameValue(old[field], body[field]),
    );
    if (fields.length === 0) return [];
    const pick = (of: Body): Body => Object.fromEntries(fields.map((field) => [field, of[field]]));
    return [{ change: 'set', kind, key, was: pick(old), now: pick(body) }];
  });
  const removed = before
    .filter((each) => !is.has(placeOf(each)))
    .map(({ kind, key, body }): Edit => ({ change: 'remove', kind, key, was: body }));
  return [...changed, ...removed];
}

/** JSON has no undefined: a field without a value is no field. */
const withoutNothing = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== undefined && value !== null),
  );
