import { type ReactNode, useId, useRef, useState } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';

/** A link, a key, a secret or a text of several lines to hand on, seen to its end: what is long goes on in the next line. Where the browser refuses the clipboard, the text is selected for Ctrl+C. */
export function CopyField({
  label,
  value,
  lines,
}: {
  readonly label: string;
  readonly value: string;
  /** Shown over so many lines; line ends are copied as they are. */
  readonly lines?: number;
}): ReactNode {
  const say = useText();
  const id = useId();
  const input = useRef<HTMLTextAreaElement>(null);
  const [state, setState] = useState<'copied' | 'byHand' | undefined>();
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value);
      setState('copied');
    } catch {
      input.current?.select();
      setState('byHand');
    }
  };
  return (
    <div className="m-field">
      <label className="m-label" htmlFor={id}>
        {label}
      </label>
      <div className="m-beside m-beside-copied">
        <textarea
          id={id}
          ref={input}
          readOnly
          // Where the browser does not fit it to what is in it, a long one is given room for a phone's lines.
          rows={lines ?? (value.length > 60 ? 3 : 1)}
          value={value}
          className={`m-input m-copied${lines === undefined ? '' : ' text-[0.875rem]'}`}
          onFocus={(event) => event.target.select()}
        />
        <Button kind="secondary" size="small" onPress={copy}>
          {say(designWords.copy)}
        </Button>
      </div>
      <span role="status" className="m-hint">
        {state === 'copied' ? say(designWords.copied) : state ? say(designWords.copyByHand) : ''}
      </span>
    </div>
  );
}
