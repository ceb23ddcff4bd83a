import { type FormEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { FormPlace, useFieldIds } from './field-parts.tsx';
import { type FormErrors, FormErrorsContext } from './form-errors.ts';
import { Icon } from './icon.tsx';
import { Notice } from './notice.tsx';
import { useErrorEndsTold } from './told.ts';

/** All that is wrong, in one place before the form, each with a way to its field. Takes the focus when it comes. */
export function ErrorSummary({
  errors,
  labels,
}: {
  readonly errors: FormErrors;
  readonly labels?: Readonly<Record<string, string>>;
}): ReactNode {
  const say = useText();
  const idOf = useFieldIds();
  const box = useRef<HTMLDivElement>(null);
  useErrorEndsTold(Object.keys(errors).length > 0 ? errors : undefined);
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.focus();
  }, [errors]);
  const list = Object.entries(errors);
  if (list.length === 0) return null;
  return (
    <section ref={box} tabIndex={-1} aria-labelledby="error-summary-title">
      <div className="m-notice" data-tone="error">
        <Icon name="error" />
        <div>
          <p className="m-notice-title" id="error-summary-title">
            {say(designWords.errorsTitle, { count: list.length })}
          </p>
          <ul className="list-disc ps-6">
            {list.map(([name, message]) => (
              <li key={name}>
                <a
                  className="m-link"
                  href={`#${idOf(name)}`}
                  onClick={(event) => {
                    event.preventDefault();
                    focusField(event.currentTarget.closest('form'), name, idOf(name));
                  }}
                >
                  {labels?.[name] === undefined ? '' : `${labels[name]}: `}
                  {message}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}

function focusField(form: HTMLFormElement | null, name: string, id: string): void {
  const named =
    form?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`) ?? document.getElementById(id);
  const target = named?.matches('input, select, textarea, button')
    ? named
    : named?.querySelector<HTMLElement>('input, select, textarea, button');
  target?.focus();
  target?.scrollIntoView({ block: 'center' });
}

export interface FormProblem {
  readonly title: string;
  readonly detail?: string;
  readonly fields: FormErrors;
}

/**
 * A form: checks what can be checked here, says all errors at once, sends otherwise. What the person
 * typed stays, whatever the server answers; so does every error until the form is sent again, so that
 * nothing moves under the pointer on its way to the button.
 */
export function Form({
  check,
  onSend,
  problem,
  children,
  onTouched,
  label,
}: {
  readonly check?: (data: FormData) => FormErrors;
  readonly onSend: (data: FormData) => void;
  readonly problem?: FormProblem | undefined;
  readonly children: ReactNode;
  /** Something was entered: leaving would lose it. */
  readonly onTouched?: () => void;
  readonly label?: string;
}): ReactNode {
  const [found, setFound] = useState<FormErrors>({});
  // By what it says: a page that is drawn again while one types has told nothing new, and takes no focus.
  const said = JSON.stringify(problem?.fields ?? {});
  const answered = useMemo((): FormErrors => JSON.parse(said), [said]);
  const errors = Object.keys(found).length > 0 ? found : answered;
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    // Of two buttons that send, the one that was pressed says which.
    const { submitter } = event.nativeEvent as SubmitEvent;
    const data = new FormData(event.currentTarget, submitter);
    const wrong = check?.(data) ?? {};
    setFound(wrong);
    if (Object.keys(wrong).length === 0) onSend(data);
  };
  return (
    <FormErrorsContext value={errors}>
      <FormPlace value={useId()}>
        <AriaForm
          className="m-form"
          onSubmit={send}
          validationBehavior="aria"
          {...(label === undefined ? {} : { 'aria-label': label })}
        >
          <ErrorSummary errors={errors} />
          {problem !== undefined && Object.keys(errors).length === 0 ? (
            <Notice tone="error" title={problem.title}>
              {problem.detail === undefined ? null : <p>{problem.detail}</p>}
            </Notice>
          ) : null}
          <div className="contents" onInput={onTouched}>
            {children}
          </div>
        </AriaForm>
      </FormPlace>
    </FormErrorsContext>
  );
}

/** A field's words, trimmed; nothing where there is none. */
export function entered(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
