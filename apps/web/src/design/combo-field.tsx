import { folded } from '@machimori/kernel';
import { type ReactNode, useMemo, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { ComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Text } from 'react-aria-components/Text';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { ErrorLine, type FieldWords, LabelWords, useFieldIds, useInvalid } from './field-parts.tsx';
import { Icon } from './icon.tsx';

export interface ComboChoice {
  readonly id: string;
  readonly label: string;
  /** What kind of thing it is, where the names alone leave that open. */
  readonly note?: string;
}

/** How many are listed at a time; whoever wants another types more of its name. */
const mostListed = 60;

/** One of many, found by typing a part of its name. Arrow keys, Enter and Escape do what they do in a list. */
export function ComboField({
  name,
  label,
  hint,
  required,
  choices,
  value,
  onChange,
  clears = false,
}: FieldWords & {
  readonly choices: readonly ComboChoice[];
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
  /** The field is emptied once something was chosen: to choose several, one after the other. */
  readonly clears?: boolean;
}): ReactNode {
  const say = useText();
  const chosen = choices.find(({ id }) => id === value);
  // What is named, but not among what one sees, is still what the field says.
  const shown = chosen?.label ?? value ?? '';
  const [typed, setTyped] = useState<string>();
  const listed = useMemo(() => {
    const words = folded(typed ?? '')
      .split(/\s+/)
      .filter(Boolean);
    return choices
      .filter((each) => words.every((word) => folded(`${each.label} ${each.id}`).includes(word)))
      .slice(0, mostListed);
  }, [choices, typed]);
  return (
    <ComboBox
      id={useFieldIds()(name)}
      className="m-field"
      items={listed}
      value={value ?? null}
      inputValue={typed ?? shown}
      onInputChange={(words) => {
        setTyped(words === shown ? undefined : words);
        if (words === '' && !clears && value !== undefined) onChange(undefined);
      }}
      onChange={(id) => {
        setTyped(undefined);
        if (id !== null) onChange(String(id));
      }}
      onBlur={() => setTyped(undefined)}
      menuTrigger="focus"
      allowsEmptyCollection
      isRequired={required === true}
      isInvalid={useInvalid(name)}
      validationBehavior="aria"
      name={name}
    >
      <Label className="m-label">
        <LabelWords label={label} {...(required === undefined ? {} : { required })} />
      </Label>
      {hint === undefined ? null : (
        <Text slot="description" className="m-hint">
          {hint}
        </Text>
      )}
      <div className="m-combo">
        <Input className="m-input" />
        <Button className="m-combo-open" aria-label={say(designWords.openList, { label })}>
          <Icon name="down" size={20} />
        </Button>
      </div>
      <ErrorLine name={name} />
      <Popover className="m-popover m-combo-list">
        <ListBox<ComboChoice>
          className="m-menu"
          renderEmptyState={() => <p className="px-4 py-2">{say(designWords.noneFits)}</p>}
        >
          {({ id, label: words, note }) => (
            <ListBoxItem id={id} textValue={words} className="m-menu-item">
              <span>{words}</span>
              {note === undefined ? null : <small>{note}</small>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
