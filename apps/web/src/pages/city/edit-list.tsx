import { elementInWords, fieldInWords, kindInWords } from '@machimori/city/format';
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
        const rows =
          change === 'set'
            ? Object.keys(edit.now).map(
                (field) => [field, edit.was[field], edit.now[field]] as const,
              )
            : change === 'add'
              ? Object.entries(edit.body)
                  .filter(([field]) => field !== 'key' && field !== 'name')
                  .map(([field, value]) => [field, undefined, value] as const)
              : [];
        return (
          <li key={`${kind} ${key}`}>
            <p className="m-row">
              <StatusLabel tone={tones[change]}>{say(versionWords[changeOf[change]])}</StatusLabel>
              <strong>{say(elementInWords(kind, key, body, words))}</strong>
              <span className="m-hint">{say(kindInWords(kind))}</span>
            </p>
            <ul className="list-disc ps-6">
              {rows.map(([field, was, now]) => {
                const { label, value } = fieldInWords(kind, field, now, words);
                const before = fieldInWords(kind, field, was, words).value;
                return (
                  <li key={field}>
                    {say(label)}:{' '}
                    {change === 'add'
                      ? say(value)
                      : say(entryWords.was, { before: say(before), after: say(value) })}
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}
