import { IconX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import type { Tone } from '../theme/tokens.ts';
import { IconButton } from './icon-button.tsx';
import { announce } from './live-region.tsx';
import { StateWord } from './state-word.tsx';
import css from './toast.module.css';

const SHOWN_MS = 6000;

interface Toast {
  id: number;
  tone: Tone;
  word: string;
  text: string;
}

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

/** Tells what happened elsewhere or after leaving; the result of one's own act appears where it was pressed. */
export function toast(tone: Tone, word: string, text: string): void {
  lastId += 1;
  const id = lastId;
  change([...toasts, { id, tone, word, text }]);
  announce(`${word}: ${text}`);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <section aria-label="Messages" className={css.corner}>
      {shown.map((item) => (
        <div key={item.id} className={css.toast}>
          <StateWord tone={item.tone}>{item.word}</StateWord>
          <span className="grow">{item.text}</span>
          <IconButton icon={IconX} label="Dismiss" onClick={() => dismiss(item.id)} />
        </div>
      ))}
    </section>
  );
}

function dismiss(id: number): void {
  change(toasts.filter((item) => item.id !== id));
}

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}
