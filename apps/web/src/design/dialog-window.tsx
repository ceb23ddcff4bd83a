import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

export default function DialogWindow({
  open,
  onClose,
  title,
  role = 'dialog',
  children,
}: DialogProps): ReactNode {
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
