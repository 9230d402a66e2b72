import { useSyncExternalStore } from 'react';

const PHONE = 'screen and (max-width: 820px)';

/** Whether the bottom bar stands instead of the sidebar and tables are two-line rows. */
export function usePhone(): boolean {
  return useSyncExternalStore(watch, () => matchMedia(PHONE).matches);
}

function watch(changed: () => void): () => void {
  const query = matchMedia(PHONE);
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
