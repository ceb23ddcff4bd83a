import { createContext, type ReactNode, use } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { FormErrorsContext } from './form-errors.ts';

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

/** Which form a field is in: two forms of one page may both ask for a name. */
export const FormPlace = createContext('');

/** The ids of a form's fields, by their names: where its error summary leads to. */
export function useFieldIds(): (name: string) => string {
  const place = use(FormPlace);
  return (name) => `field-${name}${place}`;
}

/** Around what is no field by itself, such as a choice of files: the error summary leads here. */
export function FieldSpot({
  name,
  children,
}: {
  readonly name: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div id={useFieldIds()(name)} tabIndex={-1}>
      {children}
    </div>
  );
}

/**
 * Whether a field's words are wrong, as the form was told when it was last sent. React Aria's own errors of a
 * server go as soon as the field is left: the line would vanish under the pointer that goes to the button,
 * the button would move up, and the click would meet nothing.
 */
export const useInvalid = (name: string): boolean => use(FormErrorsContext)[name] !== undefined;

/** What is wrong with a field, until the form is sent again. */
export function ErrorLine({ name }: Pick<FieldWords, 'name'>): ReactNode {
  const error = use(FormErrorsContext)[name];
  return <FieldError className="m-error">{error}</FieldError>;
}
