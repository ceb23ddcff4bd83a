import type { Text } from '@machimori/kernel';
import type { ReactNode } from 'react';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { type Answers, numberIn, type Template } from './answers.ts';

/** What each step's page is given. */
export interface StepProps {
  readonly answers: Answers;
  readonly templates: readonly Template[];
  readonly change: (answers: Answers) => void;
}

/** A choice of a few words; what is not known yet is always among them. */
export function Choose<Word extends string>({
  name,
  label,
  hint,
  words,
  value,
  onChange,
}: {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly words: Readonly<Record<Word, Text>>;
  readonly value: Word;
  readonly onChange: (value: Word) => void;
}): ReactNode {
  const say = useText();
  return (
    <Select
      name={name}
      label={say(label)}
      {...(hint === undefined ? {} : { hint: say(hint) })}
      value={value}
      onChange={(chosen) => onChange(chosen as Word)}
      choices={(Object.entries(words) as [Word, Text][]).map(([word, text]) => ({
        value: word,
        label: say(text),
      }))}
    />
  );
}

/** A number that may stay empty. */
export function NumberField({
  name,
  label,
  hint,
  value,
  onChange,
}: {
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text;
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
}): ReactNode {
  const say = useText();
  return (
    <TextField
      name={name}
      label={say(label)}
      {...(hint === undefined ? {} : { hint: say(hint) })}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      className="m-narrow-input"
      defaultValue={value === undefined ? '' : String(value)}
      onChange={(given) => onChange(numberIn(given))}
    />
  );
}

/** Words that are kept as they are typed. */
export function WordField({
  name,
  label,
  hint,
  value,
  onChange,
  required,
  type,
}: {
  readonly name: string;
  readonly label: string;
  readonly hint?: Text;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly required?: boolean;
  readonly type?: 'text' | 'tel' | 'email' | 'date';
}): ReactNode {
  const say = useText();
  return (
    <TextField
      name={name}
      label={label}
      {...(hint === undefined ? {} : { hint: say(hint) })}
      {...(required === undefined ? {} : { required })}
      {...(type === undefined ? {} : { type })}
      autoComplete="off"
      maxLength={100}
      defaultValue={value}
      onChange={onChange}
    />
  );
}
