import type { OutsideNames } from '@machimori/city';
import { type CheckedEdits, checkEdits, expectSound } from './check-edits.ts';
import type { Edit, EditConflict } from './edit.ts';
import type { Element } from './element.ts';

/** What became of edits that give way to what others did. */
export interface Fitted {
  readonly city: NonNullable<CheckedEdits['city']>;
  /** Left as it stands, since somebody else changed it. */
  readonly kept: readonly (Pick<Edit, 'kind' | 'key'> & Pick<EditConflict, 'field'>)[];
}

const placeOf = ({ kind, key }: Pick<Edit, 'kind' | 'key'>): string => `${kind}\n${key}`;

/**
 * Makes those of the edits that go together with what others changed meanwhile: in dispute theirs stays, and an edit
 * that would leave the description wrong (a flow to what somebody has taken out) is left. Always ends in a sound city.
 */
export function fitEdits(
  elements: readonly Element[],
  edits: readonly Edit[],
  names: OutsideNames,
): Fitted {
  let fitting = edits;
  for (;;) {
    const checked = checkEdits(elements, fitting, names);
    const wrong = checked.diagnostics.filter(({ severity }) => severity === 'error');
    if (checked.city !== undefined && wrong.length === 0) {
      const left = edits.filter((each) => !fitting.includes(each));
      return {
        city: checked.city,
        kept: [...checked.conflicts, ...left].map((each) => ({
          kind: each.kind,
          key: each.key,
          ...('field' in each && each.field !== undefined ? { field: each.field } : {}),
        })),
      };
    }
    const at = new Set(
      wrong.flatMap(({ kind, key }) => (kind && key ? [placeOf({ kind, key })] : [])),
    );
    const rest = fitting.filter((edit) => !at.has(placeOf(edit)));
    // What is wrong elsewhere is wrong by what was taken out, else by something that cannot be told.
    const kept = fitting.filter(({ change }) => change !== 'remove');
    const next = [rest, kept, []].find((each) => each.length < fitting.length);
    if (next === undefined) expectSound(checked);
    fitting = next ?? [];
    if (fitting.length === 0 && elements.length === 0) expectSound(checked);
  }
}
