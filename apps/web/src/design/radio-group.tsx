import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioGroup as AriaRadioGroup, Radio } from 'react-aria-components/RadioGroup';
import { Text } from 'react-aria-components/Text';
import { ErrorLine, type FieldWords, LabelWords, useFieldIds, useInvalid } from './field-parts.tsx';
import type { Choice } from './select.tsx';

export function RadioGroup({
  name,
  label,
  hint,
  required,
  choices,
  defaultValue,
  value,
  onChange,
}: FieldWords & {
  readonly choices: readonly Choice[];
  readonly defaultValue?: string;
  readonly value?: string;
  readonly onChange?: (value: string) => void;
}): ReactNode {
  return (
    <AriaRadioGroup
      name={name}
      id={useFieldIds()(name)}
      className="m-field"
      isRequired={required === true}
      isInvalid={useInvalid(name)}
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
      <ErrorLine name={name} />
    </AriaRadioGroup>
  );
}
