import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** After a route change the focus goes to the heading, unless the page is the same one with another tab. */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(() => {
    let before = headingText();
    return router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
      const heading = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main');
      const same = headingText() === before;
      before = headingText();
      if (!pathChanged || !fromLocation || same) return;
      heading?.focus({ preventScroll: true });
    });
  }, [router]);
}

function headingText(): string | null {
  return document.querySelector('main h1')?.textContent ?? null;
}
