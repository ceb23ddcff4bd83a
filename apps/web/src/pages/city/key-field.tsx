import { makeKey } from '@machimori/city/format';
import type { ReactNode } from 'react';
import { Disclosure } from '../../design/content.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { entryWords } from '../../messages/city-entry.ts';
import type { Body, CityNames, Kind } from './city-queries.ts';

/** The key of a new entry: the chosen one, else one made of what the form says so far. */
export function keyOf(kind: Kind, chosen: string, draft: Body, city: CityNames): string {
  if (chosen.trim() !== '') return chosen.trim();
  const words = (name: string): string => String(draft[name] ?? '');
  const hints: Readonly<Partial<Record<Kind, readonly string[]>>> = {
    accounts: [words('component') === '' ? '' : `acc-${words('component')}-${words('kind')}`],
    flows: [words('from') === '' || words('to') === '' ? '' : `${words('from')}-${words('to')}`],
    weaknesses: [words('subject') === '' ? '' : `weak-${words('subject')}-${words('kind')}`],
  };
  const taken = new Set(city.names.map(({ key }) => key));
  const within = city.whole ? undefined : city.own;
  return makeKey(kind, hints[kind] ?? [words('nameEn'), words('name')], taken, within);
}

/** Whoever wants to sees the key, and chooses another while the entry is new. */
export function KeyField({
  made,
  onChange,
}: {
  readonly made: string;
  readonly onChange: (key: string) => void;
}): ReactNode {
  const say = useText();
  return (
    <Disclosure summary={say(entryWords.keyShow)}>
      <TextField
        name="key"
        label={say(entryWords.key)}
        hint={say(entryWords.keyHint)}
        value={made}
        onChange={onChange}
        spellCheck="false"
        autoComplete="off"
        maxLength={63}
      />
    </Disclosure>
  );
}
