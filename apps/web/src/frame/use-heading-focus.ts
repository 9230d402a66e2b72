import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/**
 * After a route change the focus goes to the heading, unless the page is the same one with another tab. A page may
 * come later than its route, and its name later than the page: each new heading is met until the person goes on.
 */
export function useHeadingFocus(): void {
  const router = useRouter();
  useEffect(() => {
    const main = document.getElementById('main');
    if (!main) return;
    let shown = findHeading(main)?.textContent;
    const meet = () => {
      const heading = findHeading(main);
      if (!heading || (heading.textContent === shown && document.activeElement !== document.body)) return;
      shown = heading.textContent;
      if (mayMoveFrom(document.activeElement, main)) heading.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(meet);
    const rest = () => watch.disconnect();
    const unsubscribe = router.subscribe('onBeforeLoad', ({ pathChanged, fromLocation }) => {
      if (!pathChanged || !fromLocation) return;
      shown = findHeading(main)?.textContent;
      watch.observe(main, { childList: true, subtree: true, characterData: true });
    });
    // Before the key itself is acted upon: it may be the one that leads to another page.
    document.addEventListener('keydown', rest, true);
    document.addEventListener('pointerdown', rest, true);
    return () => {
      unsubscribe();
      rest();
      document.removeEventListener('keydown', rest, true);
      document.removeEventListener('pointerdown', rest, true);
    };
  }, [router]);
}

function findHeading(main: HTMLElement): HTMLElement | null {
  return main.querySelector('h1');
}

/** A field that a page put the focus into keeps it. */
function mayMoveFrom(active: Element | null, main: HTMLElement): boolean {
  return !active || !main.contains(active) || active === main || active.tagName === 'H1';
}
