import { changesInWords, elementInWords } from '@machimori/city/format';
import { kindInWords } from '@machimori/city/kinds';
import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { versionWords } from '../../messages/city-changes.ts';
import { type Edit, type NameLookup, useCityNames } from './city-queries.ts';
import { nameText } from './names.ts';
import { wasNow } from './was-now.ts';

const changeOf = { add: 'added', set: 'changed', remove: 'removed' } as const;
const tones = { add: 'success', set: 'info', remove: 'error' } as const;

/** What somebody asks to change, field by field, in words: what it was when they began, and what it shall be. */
export function EditList({ edits }: { readonly edits: readonly Edit[] }): ReactNode {
  const say = useText();
  const { nameOf } = useCityNames();
  // What the edits add has no name in the city yet.
  const added = new Map(
    edits.flatMap((edit) =>
      edit.change === 'add' && typeof edit.body['name'] === 'string'
        ? [[edit.key, { kind: edit.kind, name: edit.body['name'] }]]
        : [],
    ),
  );
  const named: NameLookup = (key) => added.get(key) ?? nameOf(key);
  const words = nameText(named);
  return (
    <ul className="m-follows">
      {edits.map((edit) => {
        const { kind, key, change } = edit;
        const body =
          change === 'add'
            ? edit.body
            : change === 'remove'
              ? edit.was
              : { name: nameOf(key)?.name };
        return (
          <li key={`${kind} ${key}`}>
            <p className="m-row">
              <StatusLabel tone={tones[change]}>{say(versionWords[changeOf[change]])}</StatusLabel>
              <strong>{say(elementInWords(kind, key, body, words))}</strong>
              <span className="m-hint">{say(kindInWords(kind))}</span>
            </p>
            <EditFields edit={edit} nameOf={named} />
          </li>
        );
      })}
    </ul>
  );
}

/** The fields of one edit: what they were and shall be; of what is added, what it says. */
export function EditFields({
  edit,
  nameOf,
}: {
  readonly edit: Edit;
  readonly nameOf: NameLookup;
}): ReactNode {
  const say = useText();
  const { kind } = edit;
  if (edit.change === 'remove') return null;
  const [was, now] = edit.change === 'set' ? [edit.was, edit.now] : [{}, edit.body];
  const fields = Object.keys(now).filter(
    (field) => edit.change === 'set' || (field !== 'key' && field !== 'name'),
  );
  return (
    <ul className="list-disc ps-6">
      {changesInWords(kind, fields, was, now, nameText(nameOf)).map(({ label, before, after }) => (
        <li key={`${label.en} ${before.en} ${after.en}`}>
          {say(label)}: {edit.change === 'add' ? say(after) : wasNow(before, after, say)}
        </li>
      ))}
    </ul>
  );
}
