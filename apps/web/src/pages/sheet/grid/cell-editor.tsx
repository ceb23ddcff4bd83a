// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a list of choices is a list
// biome-ignore-all lint/a11y/useFocusableInteractive: the list's choices are named by the field, which has the focus

import { stateWords } from '@machimori/kernel';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useText } from '../../../language.tsx';
import type { Field } from '../sheet-queries.ts';
import { isState, states, statesLike, stateText } from './cell-text.ts';

/** Whether a key belongs to the input method: what it puts together is not to be left half-way. */
export const isComposing = ({ nativeEvent, keyCode }: KeyboardEvent): boolean =>
  nativeEvent.isComposing || keyCode === 229;

export interface Editing {
  readonly text: string;
  /** All of it is marked, so that typing replaces it; for words that were not typed just now. */
  readonly opened: boolean;
}

/**
 * The field in the active cell. It is there, unseen, before anything is typed: so that an input method begins to
 * compose in the cell itself and no letter is lost.
 */
export function CellEditor({
  field,
  label,
  editing,
  focused,
  onText,
  onDone,
  onCancel,
}: {
  readonly field: Field;
  /** Which cell this is, with what stands there. */
  readonly label: string;
  readonly editing: Editing | undefined;
  readonly focused: boolean;
  readonly onText: (text: string) => void;
  readonly onDone: (text: string, then: 'down' | 'up' | 'right' | 'left' | 'stay') => void;
  readonly onCancel: () => void;
}): ReactNode {
  const say = useText();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [marked, setMarked] = useState(0);
  const isOpen = editing !== undefined;
  const choices =
    field === 'state' && isOpen ? (editing.opened ? states : statesLike(editing.text)) : [];
  const place = Math.min(marked, Math.max(0, choices.length - 1));
  useLayoutEffect(() => {
    if (focused) area.current?.focus({ preventScroll: true });
  }, [focused]);
  useEffect(() => {
    if (!isOpen) return;
    const there = area.current;
    there?.setSelectionRange(there.value.length, there.value.length);
  }, [isOpen]);
  const opened = editing?.opened === true;
  const text = editing?.text ?? '';
  useEffect(() => {
    setMarked(opened && isState(text) ? states.indexOf(text) : 0);
  }, [opened, text]);
  const value = (): string => (field === 'state' ? (choices[place] ?? text) : text);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOpen) return;
    event.stopPropagation();
    if (isComposing(event)) return;
    const done = (then: Parameters<typeof onDone>[1]): void => {
      event.preventDefault();
      onDone(value(), then);
    };
    const { key, shiftKey, altKey, ctrlKey } = event;
    if (key === 'Escape') {
      event.preventDefault();
      onCancel();
    } else if (key === 'Tab') done(shiftKey ? 'left' : 'right');
    else if (key === 'Enter' && (altKey || ctrlKey) && field === 'statement') {
      event.preventDefault();
      const there = area.current;
      if (there === null) return;
      there.setRangeText('\n', there.selectionStart, there.selectionEnd, 'end');
      onText(there.value);
    } else if (key === 'Enter') done(shiftKey ? 'up' : 'down');
    else if (choices.length > 0 && (key === 'ArrowDown' || key === 'ArrowUp')) {
      event.preventDefault();
      const step = key === 'ArrowDown' ? 1 : -1;
      setMarked((place + step + choices.length) % choices.length);
    }
  };
  return (
    <>
      <textarea
        ref={area}
        className="m-sheet-editor"
        data-open={isOpen ? '' : undefined}
        data-field={field}
        aria-label={label}
        autoComplete="off"
        spellCheck={false}
        rows={1}
        {...(field === 'state'
          ? {
              role: 'combobox',
              'aria-expanded': isOpen,
              'aria-controls': isOpen ? id : undefined,
              'aria-activedescendant': isOpen ? `${id}-${place}` : undefined,
            }
          : {})}
        value={field === 'state' && opened ? stateText(text, say) : text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (isOpen) onDone(value(), 'stay');
        }}
      />
      {choices.length === 0 ? null : (
        <ul id={id} role="listbox" className="m-sheet-choices" aria-label={label}>
          {choices.map((state, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
            <li
              key={state}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === place}
              onMouseDown={(event) => {
                event.preventDefault();
                event.stopPropagation();
              }}
              onClick={() => onDone(state, 'stay')}
            >
              {say(stateWords[state])}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
