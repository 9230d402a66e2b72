import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';

const TYPING_MS = 250;

/** A text field whose value goes into the address once typing pauses. */
export function useTypedFilter(value: string, commit: (value: string) => void) {
  const [text, setText] = useState(value);
  const [committed, setCommitted] = useState(value);
  // The address may change without us: Back, or "Clear filter".
  if (committed !== value) {
    setCommitted(value);
    setText(value);
  }
  const later = useDebouncedCallback((next: string) => {
    setCommitted(next);
    commit(next);
  }, TYPING_MS);
  return {
    text,
    change: (next: string) => {
      setText(next);
      later(next);
    },
  };
}
