import type { ReactNode } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';

/** What every field may say. Whether it must be filled stands in words beside its label. */
export interface FieldWords {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly required?: boolean;
}

export function LabelWords({ label, required }: Pick<FieldWords, 'label' | 'required'>): ReactNode {
  const say = useText();
  return (
    <>
      {label}
      {required === true ? (
        <span className="m-required">{say(designWords.required)}</span>
      ) : required === false ? (
        <span className="m-optional">{say(designWords.optional)}</span>
      ) : null}
    </>
  );
}

/** Where an error summary leads to. */
export const fieldId = (name: string): string => `field-${name}`;
