import { changesInWords, elementInWords, kindInWords } from '@machimori/city/format';
import type { ReactNode } from 'react';
import { StatusLabel } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { entryWords, versionWords } from '../../messages/city.ts';
import { type Edit, useCityNames } from './city-queries.ts';
import { nameText } from './names.ts';

const changeOf = { add: 'added', set: 'changed', remove: 'removed' } as const;
const tones = { add: 'success', set: 'info', remove: 'error' } as const;

/** What somebody asks to change, field by field, in words: what it was when they began, and what it shall be. */
export function EditList({ edits }: { readonly edits: readonly Edit[] }): ReactNode {
  const say = useText();
  const { nameOf } = useCityNames();
  const words = nameText(nameOf);
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
            <EditFields edit={edit} />
          </li>
        );
      })}
    </ul>
  );
}

/** The fields of one edit: what they were and shall be; of what is added, what it says. */
export function EditFields({ edit }: { readonly edit: Edit }): ReactNode {
  const say = useText();
  const { nameOf } = useCityNames();
  const { kind } = edit;
  if (edit.change === 'remove') return null;
  const [was, now] = edit.change === 'set' ? [edit.was, edit.now] : [{}, edit.body];
  const fields = Object.keys(now).filter(
    (field) => edit.change === 'set' || (field !== 'key' && field !== 'name'),
  );
  return (
    <ul className="list-disc ps-6">
      {changesInWords(kind, fields, was, now, nameText(nameOf)).map(({ label, before, after }) => (
        <li key={label.en}>
          {say(label)}:{' '}
          {edit.change === 'add'
            ? say(after)
            : say(entryWords.was, { before: say(before), after: say(after) })}
        </li>
      ))}
    </ul>
  );
}
