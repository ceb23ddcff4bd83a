import { type ReactNode, use } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { type FieldWords, fieldId, LabelWords } from './field-parts.tsx';
import { FormErrorsContext } from './form-errors.ts';
import { Icon } from './icon.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

/** The browser's own list: it works by voice, on phones, in forced colours and beyond the window's edge. */
export function Select({
  name,
  label,
  hint,
  required,
  choices,
  value,
  onChange,
  defaultValue,
  disabled,
  labelHidden = false,
}: FieldWords & {
  readonly choices: readonly Choice[];
  readonly value?: string;
  readonly defaultValue?: string;
  readonly disabled?: boolean;
  /** Where the column of a table says it already. */
  readonly labelHidden?: boolean;
  readonly onChange?: (value: string) => void;
}): ReactNode {
  const say = useText();
  const error = use(FormErrorsContext)[name];
  const id = fieldId(name);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className="m-field">
      <label className={labelHidden ? 'sr-only' : 'm-label'} htmlFor={id}>
        <LabelWords label={label} {...(required === undefined ? {} : { required })} />
      </label>
      {hint === undefined ? null : (
        <span id={`${id}-hint`} className="m-hint">
          {hint}
        </span>
      )}
      <div className="m-select">
        <select
          id={id}
          name={name}
          className="m-input"
          data-size={labelHidden ? 'small' : undefined}
          disabled={disabled}
          aria-required={required === true ? true : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={described === '' ? undefined : described}
          {...(value === undefined ? { defaultValue: defaultValue ?? '' } : { value })}
          onChange={(event) => onChange?.(event.target.value)}
        >
          {choices.some((choice) => choice.value === '') || defaultValue !== undefined ? null : (
            <option value="">{say(designWords.choose)}</option>
          )}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={20} />
      </div>
      {error ? (
        <span id={`${id}-error`} className="m-error">
          {error}
        </span>
      ) : null}
    </div>
  );
}

export function Checkbox({
  name,
  value,
  children,
  hint,
  defaultSelected,
  selected,
  disabled,
  label,
  onChange,
}: {
  readonly name?: string;
  readonly value?: string;
  readonly children?: ReactNode;
  /** Where no words stand beside it. */
  readonly label?: string;
  readonly hint?: string;
  readonly defaultSelected?: boolean;
  readonly selected?: boolean;
  readonly disabled?: boolean;
  readonly onChange?: (selected: boolean) => void;
}): ReactNode {
  return (
    <AriaCheckbox
      className="m-choice"
      {...(name === undefined ? {} : { name })}
      {...(value === undefined ? {} : { value })}
      {...(defaultSelected === undefined ? {} : { defaultSelected })}
      {...(selected === undefined ? {} : { isSelected: selected })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      {...(onChange === undefined ? {} : { onChange })}
      isDisabled={disabled === true}
    >
      <span className="m-mark" aria-hidden="true" />
      <span>
        {children}
        {hint === undefined ? null : <span className="m-choice-hint">{hint}</span>}
      </span>
    </AriaCheckbox>
  );
}

interface GroupProps extends FieldWords {
  readonly choices: readonly Choice[];
}

export function CheckboxGroup({
  name,
  label,
  hint,
  required,
  choices,
  defaultValue,
  value,
  onChange,
}: GroupProps & {
  readonly defaultValue?: readonly string[];
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
}): ReactNode {
  return (
    <AriaCheckboxGroup
      name={name}
      id={fieldId(name)}
      className="m-field"
      isRequired={required === true}
      validationBehavior="aria"
      {...(defaultValue === undefined ? {} : { defaultValue: [...defaultValue] })}
      {...(value === undefined ? {} : { value: [...value] })}
      {...(onChange === undefined ? {} : { onChange })}
    >
      <Label className="m-label">
        <LabelWords label={label} {...(required === undefined ? {} : { required })} />
      </Label>
      {hint === undefined ? null : (
        <Text slot="description" className="m-hint">
          {hint}
        </Text>
      )}
      <div className="m-choices">
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            value={choice.value}
            {...(choice.hint === undefined ? {} : { hint: choice.hint })}
          >
            {choice.label}
          </Checkbox>
        ))}
      </div>
      <FieldError className="m-error" />
    </AriaCheckboxGroup>
  );
}

export function RadioGroup({
  name,
  label,
  hint,
  required,
  choices,
  defaultValue,
  value,
  onChange,
}: GroupProps & {
  readonly defaultValue?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}): ReactNode {
  return (
    <AriaRadioGroup
      name={name}
      id={fieldId(name)}
      className="m-field"
      isRequired={required === true}
      validationBehavior="aria"
      {...(defaultValue === undefined ? {} : { defaultValue })}
      {...(value === undefined ? {} : { value })}
      {...(onChange === undefined ? {} : { onChange })}
    >
      <Label className="m-label">
        <LabelWords label={label} {...(required === undefined ? {} : { required })} />
      </Label>
      {hint === undefined ? null : (
        <Text slot="description" className="m-hint">
          {hint}
        </Text>
      )}
      <div className="m-choices">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="m-choice">
            <span className="m-mark" data-round="" aria-hidden="true" />
            <span>
              {choice.label}
              {choice.hint === undefined ? null : (
                <span className="m-choice-hint">{choice.hint}</span>
              )}
            </span>
          </Radio>
        ))}
      </div>
      <FieldError className="m-error" />
    </AriaRadioGroup>
  );
}
