import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useText } from '../language.tsx';
import { designWords } from '../messages/design.ts';
import { Button } from './button.tsx';

/** Something to settle before going on. Escape leaves it; the focus comes back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  role = 'dialog',
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}): ReactNode {
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(now) => {
        if (!now) onClose();
      }}
      isDismissable={role === 'dialog'}
      className="m-veil"
    >
      <Modal className="m-modal">
        <AriaDialog role={role} className="m-dialog">
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Asks before what is hard to undo; says what will happen, and the buttons say it too. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  children,
  act,
  onAct,
  danger = false,
  busy = false,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly act: string;
  readonly onAct: () => void;
  readonly danger?: boolean;
  readonly busy?: boolean;
}): ReactNode {
  const say = useText();
  return (
    <Dialog open={open} onClose={onClose} title={title} role="alertdialog">
      {children}
      <div className="m-dialog-actions">
        <Button kind={danger ? 'danger' : 'primary'} solid={danger} busy={busy} onPress={onAct}>
          {act}
        </Button>
        <Button kind="secondary" autoFocus onPress={onClose}>
          {say(designWords.cancel)}
        </Button>
      </div>
    </Dialog>
  );
}
