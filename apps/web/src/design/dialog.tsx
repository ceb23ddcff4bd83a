import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';
import type { DialogProps } from './dialog-window.tsx';

// The window comes once the page is there: nobody waits for it, and it is at hand when the line is broken.
const load = (): Promise<typeof import('./dialog-window.tsx')> => import('./dialog-window.tsx');
const DialogWindow = lazy(load);

/** Something to settle before going on. Escape leaves it; the focus comes back to where it was. */
export function Dialog(props: DialogProps): ReactNode {
  const [wanted, setWanted] = useState(props.open);
  if (props.open && !wanted) setWanted(true);
  useEffect(() => void load().catch(() => undefined), []);
  return wanted ? (
    <Suspense>
      <DialogWindow {...props} />
    </Suspense>
  ) : null;
}

/** Asks before what is hard to undo; says what will happen, and the buttons say it too. */
export function ConfirmDialog({
  act,
  onAct,
  danger = false,
  busy = false,
  children,
  ...dialog
}: Omit<DialogProps, 'role'> & {
  readonly act: string;
  readonly onAct: () => void;
  readonly danger?: boolean;
  readonly busy?: boolean;
}): ReactNode {
  const say = useText();
  return (
    <Dialog {...dialog} role="alertdialog">
      {children}
      <div className="m-dialog-actions">
        <Button kind={danger ? 'danger' : 'primary'} solid={danger} busy={busy} onPress={onAct}>
          {act}
        </Button>
        <Button kind="secondary" autoFocus onPress={dialog.onClose}>
          {say(designWords.cancel)}
        </Button>
      </div>
    </Dialog>
  );
}
