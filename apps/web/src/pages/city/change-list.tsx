import { kindInWords } from '@machimori/city/kinds';
import { type ReactNode, useState } from 'react';
import type { Answer } from '../../api/routes.ts';
import { MoreRows, StatusLabel } from '../../design/content.tsx';
import { useText } from '../../language.tsx';
import { versionWords } from '../../messages/city-changes.ts';
import { wasNow } from './was-now.ts';

type Change = Answer<'GET /city/changes'>['changes'][number];

const tones = { added: 'success', changed: 'info', removed: 'error' } as const;
const firstShown = 50;

/** What differs between two moments of the city, entry by entry, field by field. */
export function ChangeList({ changes }: { readonly changes: readonly Change[] }): ReactNode {
  const say = useText();
  const [shown, setShown] = useState(firstShown);
  return (
    <>
      <ul className="m-follows">
        {changes.slice(0, shown).map(({ kind, key, name, change, fields }) => (
          <li key={`${kind} ${key}`}>
            <p className="m-row">
              <StatusLabel tone={tones[change]}>{say(versionWords[change])}</StatusLabel>
              <strong>{say(name)}</strong>
              <span className="m-hint">{say(kindInWords(kind))}</span>
            </p>
            {fields.length === 0 ? null : (
              <ul className="list-disc ps-6">
                {fields.map(({ label, before, after }) => (
                  <li key={`${label.en} ${before.en} ${after.en}`}>
                    {say(label)}: {wasNow(before, after, say)}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {changes.length > shown ? (
        <MoreRows
          more
          busy={false}
          onMore={() => setShown(shown + firstShown)}
          note={say(versionWords.cutOff, { count: shown })}
        />
      ) : null}
    </>
  );
}
