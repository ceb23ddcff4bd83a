import { type ReactNode, useEffect, useRef, useState } from 'react';
import { stepUp } from '../api/step-up.ts';
import { useSession } from '../api/use-server.ts';
import { Button } from '../design/button.tsx';
import { Dialog } from '../design/dialog.tsx';
import { useText } from '../language.tsx';
import { sampleWords } from '../messages/own-city.ts';
import { shellWords } from '../messages/shell.ts';
import { StepUpWays } from './step-up-ways.tsx';

/** Asks who one is again before a sensitive act, and lets the act go on. */
export function StepUpDialog(): ReactNode {
  const say = useText();
  const [open, setOpen] = useState(false);
  const answer = useRef<(shown: boolean) => void>(undefined);
  useEffect(
    () =>
      stepUp.offer(
        () =>
          new Promise<boolean>((resolve) => {
            answer.current = resolve;
            setOpen(true);
          }),
      ),
    [],
  );
  const settle = (shown: boolean): void => {
    setOpen(false);
    answer.current?.(shown);
  };
  const { session } = useSession();
  // People of the sample have nothing to show but the link that they came by.
  if (session?.sampleOnly === true) {
    return (
      <Dialog open={open} onClose={() => settle(false)} title={say(sampleWords.stepUpTitle)}>
        <p className="mb-6">{say(sampleWords.stepUpText)}</p>
        <Button onPress={() => settle(false)}>{say(sampleWords.stepUpClose)}</Button>
      </Dialog>
    );
  }
  return (
    <Dialog open={open} onClose={() => settle(false)} title={say(shellWords.stepUpTitle)}>
      <p className="mb-6">{say(shellWords.stepUpLead)}</p>
      {open ? (
        <StepUpWays
          byProvider={session?.byProvider === true}
          onShown={() => settle(true)}
          onCancel={() => settle(false)}
        />
      ) : null}
    </Dialog>
  );
}
