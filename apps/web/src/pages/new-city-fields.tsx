import type { ReactNode } from 'react';
import { entered } from '../design/form.tsx';
import type { FormErrors } from '../design/form-errors.ts';
import { TextField } from '../design/text-field.tsx';
import { type Say, useText } from '../language.tsx';
import { signInWords } from '../messages/sign-in.ts';

/** What a new city, and the organisation that sets it up, are called. */
export function NewCityFields(): ReactNode {
  const say = useText();
  return (
    <>
      <TextField
        name="cityName"
        label={say(signInWords.cityName)}
        hint={say(signInWords.cityNameHint)}
        maxLength={100}
        required
      />
      <TextField
        name="organisationName"
        label={say(signInWords.organisationName)}
        hint={say(signInWords.organisationHint)}
        maxLength={200}
        required
      />
    </>
  );
}

export const newCityOf = (data: FormData) => ({
  cityName: entered(data, 'cityName'),
  organisationName: entered(data, 'organisationName'),
});

export function checkNewCity(data: FormData, say: Say): FormErrors {
  const { cityName, organisationName } = newCityOf(data);
  return {
    ...(cityName === '' ? { cityName: say(signInWords.cityNameMissing) } : {}),
    ...(organisationName === '' ? { organisationName: say(signInWords.organisationMissing) } : {}),
  };
}
