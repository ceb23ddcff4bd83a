import { type ReactNode, useMemo, useRef, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Form } from '../../design/form.tsx';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import { Pending } from '../../shell/fallback-pages.tsx';
import { UnsavedGuard } from '../../shell/unsaved-guard.tsx';
import { type Body, type Kind, useCityNames, useGuidelineNames } from './city-queries.ts';
import { diagnosticsOf } from './diagnostics-of.ts';
import { bodyFrom, emptyOf, fieldsFor, sameValue } from './draft.ts';
import { FieldInput } from './field-input.tsx';
import { formFields } from './form-fields.ts';
import { FormJumps } from './form-jumps.tsx';
import { KeyField, keyOf } from './key-field.tsx';
import { useLeaving } from './use-leaving.ts';
import { useSaving } from './use-saving.tsx';
import type { Changed } from './wish.ts';

interface EntryFormProps {
  readonly kind: Kind;
  /** The entry as it stands; none: it is new. */
  readonly entry?: { readonly key: string; readonly body: Body };
  readonly keeps: 'all' | readonly string[];
  readonly onDone: (key: string, proposed: boolean) => void | Promise<void>;
  readonly onCancel: () => void;
}

/** A form made of the format: what is wrong stands beside its field, as the city's file would be told. */
export default function EntryForm(props: EntryFormProps): ReactNode {
  const { names, problem, nameOf } = useCityNames();
  const guideline = useGuidelineNames();
  return names === undefined ? (
    <Pending problem={problem} />
  ) : (
    <Fields {...props} city={names} names={{ nameOf, guideline }} />
  );
}

function Fields({
  kind,
  entry,
  keeps,
  onDone,
  onCancel,
  city,
  names,
}: EntryFormProps & {
  readonly city: NonNullable<ReturnType<typeof useCityNames>['names']>;
  readonly names: Parameters<typeof FieldInput>[0]['context']['names'];
}): ReactNode {
  const say = useText();
  const format = formFields(kind);
  // What stood when the form was opened: others may save meanwhile, and both are compared with this.
  const [was] = useState<Body>(() => entry?.body ?? emptyOf(format));
  const [draft, setDraft] = useState<Body>(was);
  const [chosenKey, setChosenKey] = useState('');
  const [untouched, setUntouched] = useState(false);
  const fields = fieldsFor(kind, format, draft);
  const key = entry?.key ?? keyOf(kind, chosenKey, draft, city);
  const begun = bodyFrom(fieldsFor(kind, format, was), was);
  const unsaved = !sameValue(bodyFrom(fields, draft), begun);
  // Once it stands its key is taken, and the next one would be made.
  const sent = useRef(key);
  const [left, leave] = useLeaving((changed: Changed) =>
    onDone(sent.current, changed.state === 'proposed'),
  );
  const saving = useSaving(leave);
  const wrong = useMemo(
    () => diagnosticsOf(saving.diagnostics, { kind, key, format }, say),
    [saving.diagnostics, kind, key, format, say],
  );
  const decides = (path: string): string | undefined => {
    if (keeps === 'all' || entry === undefined) return undefined;
    const place = path.replace(/\[\d+\]/g, '');
    const within = (of: string): boolean => place === of || place.startsWith(`${of}.`);
    if (keeps.some(within)) return say(entryWords.ownPart);
    // Of a part of which only some is one's own, each field says it for itself.
    return keeps.some((of) => of.startsWith(`${place}.`))
      ? undefined
      : say(entryWords.othersDecide);
  };
  const save = (): void => {
    const body = bodyFrom(fields, draft);
    sent.current = key;
    if (entry === undefined) {
      saving.begin({
        edits: [{ change: 'add', kind, key, body: { ...body, key } }],
        done: say(entryWords.added),
      });
      return;
    }
    const changed = [...new Set([...Object.keys(was), ...Object.keys(body)])].filter(
      (name) => name in format && name !== 'key' && !sameValue(was[name], body[name]),
    );
    setUntouched(changed.length === 0);
    if (changed.length === 0) return;
    const pick = (of: Body) => Object.fromEntries(changed.map((name) => [name, of[name] ?? null]));
    saving.begin({
      edits: [{ change: 'set', kind, key, was: pick(was), now: pick(body) }],
      done: say(entryWords.saved),
      whole: { ...body, key },
    });
  };
  return (
    <>
      <Form
        onSend={save}
        label={say(entry === undefined ? entryWords.addAct : entryWords.edit)}
        problem={
          saving.problem === null
            ? wrong
            : {
                title: say(saving.problem.text),
                ...(saving.problem.next === undefined ? {} : { detail: say(saving.problem.next) }),
                fields: {},
              }
        }
      >
        {keeps === 'all' ? null : <p className="m-hint">{say(entryWords.shareNote)}</p>}
        <FormJumps fields={fields} value={draft} />
        {fields.map(([name, field]) => (
          <FieldInput
            key={name}
            path={name}
            field={field}
            value={draft[name]}
            onChange={(value) => setDraft((now) => ({ ...now, [name]: value }))}
            context={{ city, names, decides }}
          />
        ))}
        {entry === undefined ? <KeyField made={key} onChange={setChosenKey} /> : null}
        <p role="status">{untouched && !unsaved ? say(entryWords.nothingChanged) : ''}</p>
        <div className="m-bar w-full">
          <Button type="submit" busy={saving.busy}>
            {say(entry === undefined ? entryWords.addAct : entryWords.save)}
          </Button>
          <Button kind="secondary" onPress={onCancel}>
            {say(entryWords.cancel)}
          </Button>
        </div>
      </Form>
      {saving.dialogs}
      <UnsavedGuard unsaved={unsaved && !left} />
    </>
  );
}
