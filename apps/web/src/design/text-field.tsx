import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { ErrorLine, type FieldWords, LabelWords, useFieldIds, useInvalid } from './field-parts.tsx';

export interface OurTextFieldProps
  extends FieldWords,
    Pick<
      TextFieldProps,
      | 'autoComplete'
      | 'defaultValue'
      | 'inputMode'
      | 'maxLength'
      | 'onChange'
      | 'type'
      | 'value'
      | 'isDisabled'
      | 'autoFocus'
      | 'spellCheck'
    > {
  readonly lines?: number;
  readonly className?: string;
}

export function TextField({
  name,
  label,
  hint,
  required,
  lines,
  className = '',
  ...rest
}: OurTextFieldProps): ReactNode {
  return (
    <AriaTextField
      {...rest}
      name={name}
      id={useFieldIds()(name)}
      isRequired={required === true}
      isInvalid={useInvalid(name)}
      validationBehavior="aria"
      className="m-field"
    >
      <Label className="m-label">
        <LabelWords label={label} {...(required === undefined ? {} : { required })} />
      </Label>
      {hint === undefined ? null : (
        <Text slot="description" className="m-hint">
          {hint}
        </Text>
      )}
      {lines === undefined ? (
        <Input className={`m-input ${className}`} />
      ) : (
        <TextArea className="m-input" rows={lines} />
      )}
      <ErrorLine name={name} />
    </AriaTextField>
  );
}

/** Six figures (or a recovery code): the phone's keyboard for numbers, filled in by the system where it can. */
export function OneTimeCodeField(props: FieldWords & { readonly recovery?: boolean }): ReactNode {
  const { recovery = false, ...words } = props;
  return (
    <TextField
      {...words}
      className="m-code"
      autoComplete="one-time-code"
      inputMode={recovery ? 'text' : 'numeric'}
      maxLength={recovery ? 40 : 10}
      spellCheck="false"
    />
  );
}

export function PasswordField({
  name,
  label,
  hint,
  required,
  autoComplete,
}: FieldWords & { readonly autoComplete: 'current-password' | 'new-password' }): ReactNode {
  const say = useText();
  const [shown, setShown] = useState(false);
  return (
    <AriaTextField
      name={name}
      id={useFieldIds()(name)}
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      spellCheck="false"
      maxLength={1000}
      isRequired={required === true}
      isInvalid={useInvalid(name)}
      validationBehavior="aria"
      className="m-field"
    >
      <Label className="m-label">
        <LabelWords label={label} {...(required === undefined ? {} : { required })} />
      </Label>
      {hint === undefined ? null : (
        <Text slot="description" className="m-hint">
          {hint}
        </Text>
      )}
      <div className="m-beside">
        <Input className="m-input" />
        <AriaButton
          slot={null}
          type="button"
          className="m-button"
          data-kind="secondary"
          data-size="small"
          aria-label={`${label}: ${say(shown ? designWords.hide : designWords.show)}`}
          onPress={() => setShown(!shown)}
        >
          {say(shown ? designWords.hide : designWords.show)}
        </AriaButton>
      </div>
      <span className="sr-only" aria-live="polite">
        {shown ? say(designWords.passwordShown) : ''}
      </span>
      <ErrorLine name={name} />
    </AriaTextField>
  );
}
