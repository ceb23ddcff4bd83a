import {
  changesInWords,
  elementInWords,
  fieldInWords,
  kindInWords,
  type NameOfKey,
} from '@machimori/city';
import { fillText, type Text, text } from '@machimori/kernel';
import type { ElementChange } from './difference.ts';
import type { Element } from './element.ts';

const words = {
  changedField: text('{label}: {before} → {after}', '{label}: {before} → {after}'),
  field: text('{label}: {after}', '{label}: {after}'),
};

/** Fields that say nothing to a person: they stand in the title of the line already. */
const untold = new Set(['key', 'name', 'nameEn', 'formatVersion']);

/** What becomes of one element, as people read it before they agree to it. */
export interface ChangeInWords {
  readonly change: ElementChange['change'];
  /** What people call the element, not its key. */
  readonly what: Text;
  /** Which list of the description it is of. */
  readonly among: Text;
  /** Of what changes: each field with what it was and what it will be. Of the rest: what stands there. */
  readonly details: readonly Text[];
}

/**
 * Elements by the names that people gave them: a key means nothing to whoever decides. Of what vanishes the
 * names stand in the description before alone, so both are given; `outside` names what the guideline has.
 */
export function namesAmong(
  elements: readonly Pick<Element, 'kind' | 'key' | 'body'>[],
  outside: NameOfKey,
): NameOfKey {
  const named = new Map(
    elements
      .filter(({ body }) => typeof body['name'] === 'string')
      .map(({ kind, key, body }) => [key, elementInWords(kind, key, body)]),
  );
  return (key, of) => (of === undefined ? named.get(key) : outside(key, of));
}

export function changeInWords(
  { kind, key, change, fields, before, after }: ElementChange,
  nameOfKey: NameOfKey,
): ChangeInWords {
  const was = before?.body ?? {};
  const is = after?.body ?? {};
  const details =
    change === 'changed'
      ? changesInWords(kind, fields, was, is, nameOfKey).map((of) =>
          fillText(words.changedField, { ...of }),
        )
      : Object.keys(is)
          .filter((field) => !untold.has(field))
          .map((field) => {
            const { label, value } = fieldInWords(kind, field, is[field], nameOfKey);
            return fillText(words.field, { label, after: value });
          });
  return {
    change,
    what: elementInWords(kind, key, (after ?? before)?.body ?? {}, nameOfKey),
    among: kindInWords(kind),
    details,
  };
}
