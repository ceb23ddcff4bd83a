import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ConfirmDialog } from '../design/dialog.tsx';
import { useText } from '../language.tsx';
import { shellWords } from '../messages/shell.ts';

/** Asks before a page is left on which something was entered; the browser asks when its window closes. */
export function UnsavedGuard({ unsaved }: { readonly unsaved: boolean }): ReactNode {
  const say = useText();
  const blocker = useBlocker({
    shouldBlockFn: () => unsaved,
    enableBeforeUnload: () => unsaved,
    withResolver: true,
  });
  return (
    <ConfirmDialog
      open={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title={say(shellWords.leaveTitle)}
      act={say(shellWords.leaveAct)}
      onAct={() => blocker.proceed?.()}
      danger
    >
      <p>{say(shellWords.leaveText)}</p>
    </ConfirmDialog>
  );
}
