import { fieldInWords } from '@machimori/city/format';
import type { ReactNode } from 'react';
import { Button } from '../../design/button.tsx';
import { DescriptionList } from '../../design/content.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { entered, Form } from '../../design/form.tsx';
import { RadioGroup } from '../../design/radio-group.tsx';
import { useText } from '../../language.tsx';
import { changeWords } from '../../messages/city-entry.ts';
import { designWords } from '../../messages/design.ts';
import { type Edit, type Kind, useCityNames } from './city-queries.ts';
import { nameText } from './names.ts';
import type { Preview, Wish } from './wish.ts';

type Conflict = Preview['conflicts'][number];

/** Both sides of what two people changed at once: one chooses field by field, and nothing is lost unasked. */
export function ConflictDialog({
  wish,
  conflicts,
  onGoOn,
  onClose,
}: {
  readonly wish: Wish;
  readonly conflicts: readonly Conflict[];
  /** With the edits that say what was chosen; none left: theirs stays throughout. */
  readonly onGoOn: (edits: readonly Edit[]) => void;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const { nameOf } = useCityNames();
  const inWords = (kind: Kind, field: string, value: unknown): string =>
    say(fieldInWords(kind, field, value ?? undefined, nameText(nameOf)).value);
  const fields = conflicts.flatMap((each) =>
    each.reason === 'changed' && each.field !== undefined ? [{ ...each, field: each.field }] : [],
  );
  const { reason } = conflicts[0] ?? {};
  const gone = reason === 'gone' && wish.whole !== undefined;
  if (fields.length === 0) {
    const [title, text] =
      reason === 'gone'
        ? [changeWords.goneTitle, changeWords.goneText]
        : reason === 'exists'
          ? [changeWords.existsTitle, changeWords.existsText]
          : [changeWords.changedTitle, changeWords.changedText];
    return (
      <Dialog open onClose={onClose} title={say(title)} role="alertdialog">
        <p>{say(text)}</p>
        <div className="m-dialog-actions">
          {gone ? (
            <Button onPress={() => onGoOn(addedAgain(wish))}>{say(changeWords.goneAct)}</Button>
          ) : null}
          <Button kind="secondary" autoFocus onPress={onClose}>
            {say(designWords.close)}
          </Button>
        </div>
      </Dialog>
    );
  }
  const nameFor = ({ kind, key, field }: Conflict): string => `${kind} ${key} ${field}`;
  return (
    <Dialog open onClose={onClose} title={say(changeWords.conflictTitle)}>
      <p className="mb-6">{say(changeWords.conflictText)}</p>
      <Form
        check={(data) =>
          Object.fromEntries(
            fields.flatMap((each) =>
              entered(data, nameFor(each)) === ''
                ? [[nameFor(each), say(changeWords.conflictChoose)]]
                : [],
            ),
          )
        }
        onSend={(data) =>
          onGoOn(settled(wish.edits, fields, (each) => entered(data, nameFor(each)) === 'yours'))
        }
      >
        {fields.map((each) => {
          const { kind, field, was, theirs, yours } = each;
          const label = say(fieldInWords(kind, field, undefined).label);
          return (
            <div key={nameFor(each)} className="m-stack w-full">
              <DescriptionList
                items={[
                  [say(changeWords.conflictWas), inWords(kind, field, was)],
                  [say(changeWords.conflictTheirs), inWords(kind, field, theirs)],
                  [say(changeWords.conflictYours), inWords(kind, field, yours)],
                ]}
              />
              <RadioGroup
                name={nameFor(each)}
                label={say(changeWords.conflictKeep, { label })}
                choices={[
                  {
                    value: 'theirs',
                    label: say(changeWords.keepTheirs, { value: inWords(kind, field, theirs) }),
                  },
                  {
                    value: 'yours',
                    label: say(changeWords.keepYours, { value: inWords(kind, field, yours) }),
                  },
                ]}
              />
            </div>
          );
        })}
        <div className="m-row">
          <Button type="submit">{say(changeWords.conflictAct)}</Button>
          <Button kind="secondary" onPress={onClose}>
            {say(designWords.cancel)}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** The same wish, from what stands now: one's own where that was chosen, and no word about the rest. */
function settled(
  edits: readonly Edit[],
  conflicts: readonly (Conflict & { readonly field: string })[],
  keepsOwn: (conflict: Conflict) => boolean,
): readonly Edit[] {
  return edits.flatMap((edit): readonly Edit[] => {
    if (edit.change !== 'set') return [edit];
    const was = { ...edit.was };
    const now = { ...edit.now };
    for (const each of conflicts) {
      if (each.kind !== edit.kind || each.key !== edit.key) continue;
      if (keepsOwn(each)) was[each.field] = each.theirs ?? null;
      else {
        delete was[each.field];
        delete now[each.field];
      }
    }
    return Object.keys(now).length === 0 ? [] : [{ ...edit, was, now }];
  });
}

const addedAgain = ({ edits, whole = {} }: Wish): readonly Edit[] =>
  edits.map(({ kind, key }): Edit => ({ change: 'add', kind, key, body: { ...whole } }));
