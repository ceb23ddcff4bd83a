import {
  countryCodes,
  countryName,
  type Field,
  formHelp,
  sections,
  unknownCountry,
  type ValueType,
  wordLabel,
  wordsOf,
} from '@machimori/city/format';
import { text } from '@machimori/kernel';
import { type ReactNode, useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Checkbox } from '../../design/checkbox.tsx';
import { CheckboxGroup } from '../../design/checkbox-group.tsx';
import { type ComboChoice, ComboField } from '../../design/combo-field.tsx';
import { Select } from '../../design/select.tsx';
import { TextField } from '../../design/text-field.tsx';
import { useLanguage, useText } from '../../language.tsx';
import { cityWords } from '../../messages/city.ts';
import { entryWords } from '../../messages/city-entry.ts';
import { signs } from '../../messages/signs.ts';
import type { CityNames } from './city-queries.ts';
import type { Names } from './field-value.tsx';

/** What every field of a form may choose from, and who decides about it. */
export interface FormContext {
  readonly city: CityNames;
  readonly names: Names;
  /** Who decides about the field at this place, where that is worth saying. */
  readonly decides: (path: string) => string | undefined;
}

export interface InputProps {
  /** The place that diagnostics name: `contacts[0].post`. */
  readonly path: string;
  readonly field: Field;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly context: FormContext;
}

/** What stands over a field: its label and help, whether it must be filled, who decides. */
export function useFieldWords({ path, field, context }: Omit<InputProps, 'value' | 'onChange'>) {
  const say = useText();
  const decides = context.decides(path);
  const help = say(formHelp(field));
  return {
    name: path,
    label: say(field.label),
    hint: decides === undefined ? help : `${help}${say(signs.open)}${decides}${say(signs.close)}`,
    ...(field.presence === 'required' ? { required: true } : {}),
  };
}

export function ValueInput(props: InputProps & { readonly type: ValueType }): ReactNode {
  const say = useText();
  const { field, value, onChange, type, context } = props;
  const words = useFieldWords(props);
  const typed = value === undefined || value === null ? '' : String(value);
  const choices = useNamedChoices(type, context, typed === '' ? [] : [typed]);
  const change = (to: string): void => onChange(to === '' ? undefined : to);
  switch (type.is) {
    case 'word':
      return (
        <Select
          {...words}
          value={typed}
          onChange={change}
          choices={[
            ...(field.presence === 'optional' ? [{ value: '', label: say(entryWords.unset) }] : []),
            ...wordsOf(type.list).map((word) => ({
              value: word,
              label: say(wordLabel(type.list, word)),
            })),
          ]}
        />
      );
    case 'boolean':
      return (
        <div className="m-field">
          <Checkbox
            name={words.name}
            selected={value === true}
            onChange={onChange}
            hint={words.hint}
          >
            {words.label}
          </Checkbox>
        </div>
      );
    case 'reference':
    case 'country':
    case 'name':
      return (
        <ComboField
          {...words}
          choices={choices}
          value={typed === '' ? undefined : typed}
          onChange={onChange}
        />
      );
    case 'day':
      return (
        <TextField {...words} type="date" className="m-short" value={typed} onChange={change} />
      );
    case 'whole':
    case 'degrees':
      return (
        <TextField
          {...words}
          className="m-short"
          inputMode={type.is === 'whole' ? 'numeric' : 'decimal'}
          value={typed}
          onChange={change}
          maxLength={20}
          autoComplete="off"
        />
      );
    default:
      return (
        <TextField
          {...words}
          value={typed}
          onChange={change}
          autoComplete="off"
          {...(type.is === 'text' && type.lines === true
            ? { lines: 3, maxLength: 4_000 }
            : { maxLength: 500 })}
        />
      );
  }
}

export function WordsInput({
  list,
  ...props
}: InputProps & { readonly list: Parameters<typeof wordsOf>[0] }): ReactNode {
  const say = useText();
  const words = useFieldWords(props);
  const order = wordsOf(list);
  return (
    <CheckboxGroup
      {...words}
      value={listOf(props.value)}
      // In the list's own order, however they were ticked.
      onChange={(value) => props.onChange(order.filter((word) => value.includes(word)))}
      choices={order.map((word) => ({ value: word, label: say(wordLabel(list, word)) }))}
    />
  );
}

/** Several of many: those chosen so far, each with a way out, and a field to choose the next. */
export function SeveralInput({ of, ...props }: InputProps & { readonly of: ValueType }): ReactNode {
  const say = useText();
  const words = useFieldWords(props);
  const chosen = listOf(props.value);
  const choices = useNamedChoices(of, props.context, chosen);
  const labels = new Map(choices.map(({ id, label }) => [id, label]));
  return (
    <div className="m-field">
      <ComboField
        {...words}
        clears
        choices={choices.filter(({ id }) => !chosen.includes(id))}
        value={undefined}
        onChange={(id) => {
          if (id !== undefined) props.onChange([...chosen, id]);
        }}
      />
      {chosen.length === 0 ? null : (
        <ul className="m-tags" aria-label={words.label}>
          {chosen.map((id) => {
            const name = labels.get(id) ?? id;
            return (
              <li key={id}>
                {name}
                <AriaButton
                  className="m-tag-away m-focus"
                  aria-label={say(entryWords.takeAway, { name })}
                  onPress={() => props.onChange(chosen.filter((each) => each !== id))}
                >
                  ×
                </AriaButton>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

/** The same, with what is chosen already: of a share, what others own stands there without its key. */
function useNamedChoices(
  type: ValueType,
  context: FormContext,
  chosen: readonly string[],
): readonly ComboChoice[] {
  const say = useText();
  const choices = useChoices(type, context);
  if (type.is !== 'reference' || context.city.whole) return choices;
  const known = new Set(choices.map(({ id }) => id));
  const others = chosen.filter((id) => !known.has(id));
  return others.length === 0
    ? choices
    : [...choices, ...others.map((id) => ({ id, label: say(cityWords.others) }))];
}

/** What a field of this type may name, by what people call it. */
function useChoices(type: ValueType, { city, names }: FormContext): readonly ComboChoice[] {
  const say = useText();
  const { locale } = useLanguage();
  return useMemo(() => {
    if (type.is === 'reference') {
      const lists = sections.filter(
        ({ element }) => element !== undefined && type.to.includes(element),
      );
      const several = lists.length > 1;
      return city.names.flatMap(({ kind, key, name, nameEn = name }) => {
        const list = lists.find((each) => each.list === kind);
        const isCity = kind === 'city' && type.to.includes('city');
        if (list === undefined && !isCity) return [];
        const note = several && list !== undefined ? { note: say(list.label) } : {};
        return [{ id: key, label: say(text(name, nameEn)), ...note }];
      });
    }
    if (type.is === 'country') {
      const order = new Intl.Collator(locale);
      const others = [...countryCodes]
        .filter((code) => code !== 'JP')
        .map((code) => ({ id: code, label: countryName(code)[locale] }))
        .sort((a, b) => order.compare(a.label, b.label));
      return ['JP', unknownCountry]
        .map((code) => ({ id: code, label: countryName(code)[locale] }))
        .concat(others);
    }
    if (type.is === 'name')
      return (names.guideline?.[type.of] ?? []).map(({ id, name }) => ({ id, label: say(name) }));
    return [];
  }, [type, city, names.guideline, say, locale]);
}
