import { useEffect, useState } from 'react';

const QUIET_MS = 10_000;
let speak: ((words: string) => void) | null = null;

/** Says an outcome through the page's one polite live region; at most one each 10 s, later words win. */
export function announce(words: string): void {
  speak?.(words);
}

export function LiveRegion() {
  const [words, setWords] = useState('');
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | null = null;
    let spokenAt = 0;
    let next = '';
    const say = () => {
      waiting = null;
      spokenAt = performance.now();
      setWords(next);
    };
    speak = (text) => {
      next = text;
      if (waiting) return;
      waiting = setTimeout(say, Math.max(0, spokenAt + QUIET_MS - performance.now()));
    };
    return () => {
      speak = null;
      if (waiting) clearTimeout(waiting);
    };
  }, []);
  return (
    <div className="unseen" role="status" aria-live="polite">
      {words}
    </div>
  );
}
