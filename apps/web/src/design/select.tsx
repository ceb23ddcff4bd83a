import { type ReactNode, use } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { type FieldWords, LabelWords, useFieldIds } from './field-parts.tsx';
import { FormErrorsContext } from './form-errors.ts';
import { Icon } from './icon.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** In a list: under which heading it stands, together with its neighbours of the same one. */
  readonly group?: string;
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
  const id = useFieldIds()(name);
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
          {inGroups(choices).map(({ group, choices: each }) =>
            group === undefined ? (
              <Options key="" choices={each} />
            ) : (
              <optgroup key={group} label={group}>
                <Options choices={each} />
              </optgroup>
            ),
          )}
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

function Options({ choices }: { readonly choices: readonly Choice[] }): ReactNode {
  return choices.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ));
}

/** Neighbours of one heading, together. */
function inGroups(
  choices: readonly Choice[],
): readonly { readonly group: string | undefined; readonly choices: readonly Choice[] }[] {
  const groups: { group: string | undefined; choices: Choice[] }[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last !== undefined && last.group === choice.group) last.choices.push(choice);
    else groups.push({ group: choice.group, choices: [choice] });
  }
  return groups;
}
