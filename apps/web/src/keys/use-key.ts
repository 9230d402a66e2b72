import { useEffect, useRef } from 'react';
import { bindKey } from './key-registry.ts';

/** Binds a key while the component is on screen; `null` binds nothing. */
export function useKey(keys: string | null, label: string, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (keys === null) return;
    return bindKey({ keys, label, run: () => latest.current() });
  }, [keys, label]);
}
