import type { ReactNode } from 'react';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { Checkbox } from './checkbox.tsx';
import { ErrorLine, type FieldWords, LabelWords, useFieldIds, useInvalid } from './field-parts.tsx';
import type { Choice } from './select.tsx';

export function CheckboxGroup({
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
  readonly defaultValue?: readonly string[];
  readonly value?: readonly string[];
  readonly onChange?: (value: readonly string[]) => void;
}): ReactNode {
  return (
    <AriaCheckboxGroup
      name={name}
      id={useFieldIds()(name)}
      className="m-field"
      isRequired={required === true}
      isInvalid={useInvalid(name)}
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
      <ErrorLine name={name} />
    </AriaCheckboxGroup>
  );
}
