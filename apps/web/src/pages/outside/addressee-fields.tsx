import type { ReactNode } from 'react';
import { entered } from '../../design/form.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useText } from '../../language.tsx';
import { outsideWords as words } from '../../messages/outside.ts';
import { dayChoices, usualDays } from './outside-queries.ts';

/** Whom a link is for, how long it is good, and a word with it. */
export function AddresseeFields({
  mailNeeded,
  byHand = false,
}: {
  readonly mailNeeded: boolean;
  /** Nothing goes to the address: it says who they are. */
  readonly byHand?: boolean;
}): ReactNode {
  const say = useText();
  return (
    <>
      <TextField name="office" label={say(words.office)} hint={say(words.officeHint)} required />
      <TextField name="name" label={say(words.name)} required />
      <TextField
        name="email"
        label={say(words.mail)}
        hint={say(byHand ? words.mailKept : mailNeeded ? words.mailHint : words.mailOptional)}
        inputMode="email"
        required={mailNeeded}
      />
      <DaysField />
      <TextField
        name="message"
        label={say(words.message)}
        hint={say(words.messageHint)}
        lines={3}
      />
    </>
  );
}

export function DaysField(): ReactNode {
  const say = useText();
  return (
    <Select
      name="days"
      label={say(words.days)}
      defaultValue={usualDays}
      choices={dayChoices.map((days) => ({
        value: String(days),
        label: say(words.daysOf, { days }),
      }))}
    />
  );
}

export const addresseeIn = (data: FormData) => ({
  office: entered(data, 'office'),
  name: entered(data, 'name'),
  email: entered(data, 'email'),
  days: Number(entered(data, 'days')),
  message: entered(data, 'message'),
});

/** What is missing, by field. */
export const missingIn = (
  data: FormData,
  say: ReturnType<typeof useText>,
  mailNeeded: boolean,
): Record<string, string> => ({
  ...(entered(data, 'office') === '' ? { office: say(words.officeMissing) } : {}),
  ...(entered(data, 'name') === '' ? { name: say(words.nameMissing) } : {}),
  ...(mailNeeded && entered(data, 'email') === '' ? { email: say(words.mailMissing) } : {}),
});
