import { type Field, fieldAt, fieldInWords } from '@machimori/city/format';
import type { Text } from '@machimori/kernel';
import { type ReactNode, useState } from 'react';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { Form } from '../../design/form.tsx';
import { Notice } from '../../design/notice.tsx';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { bulkWords } from '../../messages/city.ts';
import { designWords } from '../../messages/design.ts';
import {
  type Body,
  type ListedElement,
  type ListedKind,
  useCityNames,
  useGuidelineNames,
} from './city-queries.ts';
import { bodyFrom, sameValue } from './draft.ts';
import { FieldInput } from './field-input.tsx';
import { formFields } from './form-fields.ts';
import { nameOfElement, nameText } from './names.ts';
import { type RowResult, RowResults } from './row-results.tsx';
import { useRowCheck } from './use-row-check.ts';
import { useSaving } from './use-saving.tsx';
import { wasNow } from './was-now.ts';

/** One field of many entries: the same value for all, with the result of each before anything is saved. */
export default function BulkEdit({
  kind,
  elements,
  onClose,
  onDone,
}: {
  readonly kind: ListedKind;
  readonly elements: readonly ListedElement[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}): ReactNode {
  const say = useText();
  const { names, nameOf } = useCityNames();
  const guideline = useGuidelineNames();
  const [path, setPath] = useState('');
  const [value, setValue] = useState<unknown>();
  const [rows, setRows] = useState<readonly RowResult[]>();
  const check = useRowCheck(setRows);
  const saving = useSaving(onDone);
  const field = path === '' ? undefined : fieldAt(kind, path);
  const ready = rows?.flatMap(({ edit }) => (edit === undefined ? [] : [edit])) ?? [];
  const title = say(bulkWords.title, { count: elements.length });
  const problem = check.problem ?? saving.problem;

  const look = (): void => {
    if (field === undefined) return;
    const given = bodyFrom([['value', field]], { value })['value'];
    check.run(
      elements.map((element): RowResult => {
        const before = valueAt(element.body, path);
        const inWords = (of: unknown): Text => fieldInWords(kind, path, of, nameText(nameOf)).value;
        const differs = !sameValue(before, given);
        return {
          id: element.key,
          name: nameOfElement(element, nameOf, say),
          edit: differs ? setting(element, path, given) : undefined,
          wrong: [],
          detail: differs ? wasNow(inWords(before), inWords(given), say) : say(inWords(before)),
        };
      }),
    );
  };

  return (
    <>
      <Dialog open onClose={onClose} title={title}>
        <div data-wide="" className="m-stack">
          {problem === null ? null : (
            <Notice tone="error" title={say(problem.text)}>
              {problem.next === undefined ? null : <p>{say(problem.next)}</p>}
            </Notice>
          )}
          {rows === undefined ? (
            <Form label={title} onSend={look}>
              <Select
                name="field"
                label={say(bulkWords.field)}
                required
                value={path}
                onChange={(to) => {
                  setPath(to);
                  setValue(fieldAt(kind, to)?.type.is === 'boolean' ? false : undefined);
                }}
                choices={fieldsTogether(kind).map((each) => ({
                  value: each,
                  label: say(fieldInWords(kind, each, undefined).label),
                }))}
              />
              {field === undefined || names === undefined ? null : (
                <FieldInput
                  key={path}
                  path="value"
                  field={field}
                  value={value}
                  onChange={setValue}
                  context={{ city: names, names: { nameOf, guideline }, decides: () => undefined }}
                />
              )}
              <div className="m-row">
                <Button type="submit" busy={check.busy} isDisabled={field === undefined}>
                  {say(bulkWords.check)}
                </Button>
                <Button kind="secondary" onPress={onClose}>
                  {say(designWords.cancel)}
                </Button>
              </div>
            </Form>
          ) : (
            <>
              <RowResults rows={rows} />
              {ready.length === 0 ? <p role="status">{say(bulkWords.nothing)}</p> : null}
              <div className="m-row">
                {ready.length === 0 ? null : (
                  <Button
                    busy={saving.busy}
                    onPress={() =>
                      saving.begin({
                        edits: ready,
                        done: say(bulkWords.saved, { count: ready.length }),
                      })
                    }
                  >
                    {say(bulkWords.save, { count: ready.length })}
                  </Button>
                )}
                <Button kind="secondary" onPress={() => setRows(undefined)}>
                  {say(bulkWords.back)}
                </Button>
              </div>
            </>
          )}
        </div>
      </Dialog>
      {saving.dialogs}
    </>
  );
}

/** Fields of which many entries may say the same: no names, no lists of entries. */
function fieldsTogether(kind: ListedKind): readonly string[] {
  const alike = (name: string, { type }: Field): boolean =>
    !['key', 'name', 'nameEn'].includes(name) &&
    (['reference', 'word', 'day', 'whole', 'boolean', 'text', 'country', 'name'].includes(
      type.is,
    ) ||
      (type.is === 'list' && type.of.is === 'word'));
  return Object.entries(formFields(kind)).flatMap(([name, field]) =>
    field.type.is === 'object' && field.presence !== 'required' && name !== 'device'
      ? []
      : field.type.is === 'object'
        ? Object.entries(field.type.fields).flatMap(([inner, each]) =>
            alike(inner, each) ? [`${name}.${inner}`] : [],
          )
        : alike(name, field)
          ? [name]
          : [],
  );
}

const valueAt = (body: Body, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Body | undefined)?.[name], body);

function setting({ kind, key, body }: ListedElement, path: string, value: unknown) {
  const [field = '', inner] = path.split('.');
  const was = body[field];
  const now = inner === undefined ? value : { ...((was ?? {}) as Body), [inner]: value };
  return {
    change: 'set' as const,
    kind,
    key,
    was: { [field]: was ?? null },
    now: { [field]: now ?? null },
  };
}
