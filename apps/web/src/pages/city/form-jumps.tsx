import type { Field } from '@machimori/city/format';
import type { ReactNode } from 'react';
import { useFieldIds } from '../../design/field-parts.tsx';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import type { Body } from './city-queries.ts';

/** Fewer parts than this are seen at a glance. */
const leastParts = 2;

/** The parts of a long form, each with the way to it and how much it holds. */
export function FormJumps({
  fields,
  value,
}: {
  readonly fields: readonly (readonly [name: string, field: Field])[];
  readonly value: Body;
}): ReactNode {
  const say = useText();
  const idOf = useFieldIds();
  const parts = fields.filter(([, { type }]) => type.is === 'object' || type.is === 'objects');
  if (parts.length < leastParts) return null;
  return (
    <nav className="m-jumps" aria-labelledby="form-jumps">
      <p id="form-jumps" className="m-label">
        {say(entryWords.jumps)}
      </p>
      <ul>
        {parts.map(([name, { label }]) => {
          const held = value[name];
          return (
            <li key={name}>
              <a
                className="m-link"
                href={`#${idOf(name)}`}
                onClick={(event) => {
                  // The address stays: leaving it would ask whether what was entered may go.
                  event.preventDefault();
                  const part = document.getElementById(idOf(name));
                  part?.focus({ preventScroll: true });
                  part?.scrollIntoView({ block: 'start' });
                }}
              >
                {Array.isArray(held)
                  ? say(entryWords.jumpCounted, { label: say(label), count: held.length })
                  : say(label)}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
