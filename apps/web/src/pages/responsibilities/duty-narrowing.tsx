import { type Text, text } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { Select } from '../../design/select.tsx';
import { useText } from '../../language.tsx';
import { responsibilityWords as words } from '../../messages/responsibilities.ts';
import { useCityNames } from '../city/city-queries.ts';
import type { Narrowing } from './matrix-cells.ts';

export interface Narrowed extends Narrowing {
  /** Key of the organisation; all of them where it is empty. */
  readonly of: string;
}

/** What of the table is shown, and printed. */
export function DutyNarrowing({
  name,
  now,
  places,
  everyPlace,
  onChange,
}: {
  /** Tells its fields from those of another one on the page. */
  readonly name: string;
  readonly now: Narrowed;
  readonly places: readonly { readonly key: string; readonly name: Text }[];
  /** Whether all of them may be shown together. */
  readonly everyPlace: boolean;
  readonly onChange: (to: Partial<Narrowed>) => void;
}): ReactNode {
  const say = useText();
  const { names } = useCityNames();
  return (
    <>
      <Select
        name={`${name}-of`}
        label={say(words.of)}
        value={now.of}
        onChange={(of) => onChange({ of })}
        choices={[
          { value: '', label: say(words.all) },
          ...(names?.names ?? [])
            .filter(({ kind }) => kind === 'organisations')
            .map(({ key, name: its, nameEn = its }) => ({
              value: key,
              label: say(text(its, nameEn)),
            })),
        ]}
      />
      <Select
        name={`${name}-at`}
        label={say(words.place)}
        value={now.at}
        onChange={(at) => onChange({ at })}
        choices={[
          ...(everyPlace ? [{ value: '', label: say(words.everyPlace) }] : []),
          ...places.map(({ key, name: its }) => ({ value: key, label: say(its) })),
        ]}
      />
      <Select
        name={`${name}-only`}
        label={say(words.only)}
        value={now.only}
        onChange={(only) => onChange({ only: only as Narrowed['only'] })}
        choices={[
          { value: '', label: say(words.onlyAll) },
          { value: 'open', label: say(words.onlyOpen) },
          { value: 'nobody', label: say(words.onlyNobody) },
        ]}
      />
    </>
  );
}
