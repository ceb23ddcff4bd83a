import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';

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
