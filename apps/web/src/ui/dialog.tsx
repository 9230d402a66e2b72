import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** What stands over the page until it is answered. All dialogs are made of this, so that the keyboard never loses its place. */
export function Dialog({ children, ...props }: ModalProps) {
  return (
    <Modal {...props}>
      <FocusBack />
      {children}
    </Modal>
  );
}

/**
 * Mantine gives the focus back only where a dialog is closed before it is taken away, and only to what still exists.
 * For all others: back to where it was, or, where that went with the deed, to the heading of the page.
 */
function FocusBack() {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (document.activeElement !== document.body) return;
      const isThere = opener instanceof HTMLElement && opener.isConnected;
      (isThere ? opener : document.querySelector<HTMLElement>('h1'))?.focus();
    },
    [opener],
  );
  return null;
}
