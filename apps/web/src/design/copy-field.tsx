import { type ReactNode, useId, useRef, useState } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';

/** A link or a secret to hand on. Where the browser refuses the clipboard, the text is selected for Ctrl+C. */
export function CopyField({
  label,
  value,
}: {
  readonly label: string;
  readonly value: string;
}): ReactNode {
  const say = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
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
      <div className="m-beside">
        <input
          id={id}
          ref={input}
          readOnly
          value={value}
          className="m-input"
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
