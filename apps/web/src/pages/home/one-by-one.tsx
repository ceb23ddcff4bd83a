import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { FirstAction } from '../../api/routes.ts';
import { Button } from '../../design/button.tsx';
import { useText } from '../../language.tsx';
import { standingWords as words } from '../../messages/standing.ts';

/** The things to do one at a time, for whoever is alone with all of them: arrow keys move, Escape returns. */
export function OneByOne({
  actions,
  card,
  onClose,
}: {
  readonly actions: readonly FirstAction[];
  readonly card: (action: FirstAction) => ReactNode;
  readonly onClose: () => void;
}): ReactNode {
  const say = useText();
  const [at, setAt] = useState(0);
  const box = useRef<HTMLElement>(null);
  const last = actions.length - 1;
  const shown = Math.min(at, last);
  const action = actions[shown];
  useEffect(() => box.current?.focus(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowRight') setAt((now) => Math.min(last, now + 1));
      else if (event.key === 'ArrowLeft') setAt((now) => Math.max(0, now - 1));
      else if (event.key === 'Escape') onClose();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [last, onClose]);
  if (action === undefined) return null;
  return (
    <section ref={box} tabIndex={-1} className="m-one" aria-label={say(words.oneByOne)}>
      <h2 aria-live="polite">{say(words.oneOf, { at: shown + 1, total: actions.length })}</h2>
      <ol className="m-cards" start={action.rank}>
        {card(action)}
      </ol>
      <div className="m-row mt-4">
        <Button kind="secondary" isDisabled={shown === 0} onPress={() => setAt(shown - 1)}>
          {say(words.before)}
        </Button>
        <Button isDisabled={shown === last} onPress={() => setAt(shown + 1)}>
          {say(words.next)}
        </Button>
        <Button kind="text" onPress={onClose}>
          {say(words.end)}
        </Button>
      </div>
      <p className="m-hint mt-2">{say(words.keys)}</p>
    </section>
  );
}
