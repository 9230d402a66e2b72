import { useEffect, useState } from 'react';

/** For what is mounted opened: when it goes, the focus is again where it was before. Mantine does so only for what opens later. */
export function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
}
