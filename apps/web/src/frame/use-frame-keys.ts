import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { bindKey, handleKey } from '../keys/key-registry.ts';
import { PLACES } from './nav.ts';

/** Listens to the keyboard, and binds `g` and a letter to each place. */
export function useFrameKeys(): void {
  const router = useRouter();
  useEffect(() => {
    document.addEventListener('keydown', handleKey);
    const unbind = PLACES.flat().map((place) =>
      bindKey({
        keys: `g ${place.key}`,
        label: `Go to ${place.label}`,
        run: () => void router.navigate({ to: place.to }),
      }),
    );
    return () => {
      document.removeEventListener('keydown', handleKey);
      for (const undo of unbind) undo();
    };
  }, [router]);
}
