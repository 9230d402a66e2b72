import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import css from './hint.module.css';

const DELAY_MS = 300;
const GAP_PX = 6;
const EDGE_PX = 8;

/**
 * A short explanation of what it stands round, on hover and focus. Only for what is said elsewhere too
 * (an `aria-label`, a `datetime`): it is not read out.
 */
export function Hint(props: { label: string; children: ReactNode }) {
  const anchor = useRef<HTMLSpanElement>(null);
  const [shown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const show = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(true), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setShown(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the span listens for its child, it is no control itself
    <span
      ref={anchor}
      className={css.anchor}
      onPointerEnter={() => show(DELAY_MS)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {props.children}
      {shown && createPortal(<Bubble anchor={anchor.current} label={props.label} />, document.body)}
    </span>
  );
}

function Bubble(props: { anchor: HTMLElement | null; label: string }) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (bubble.current && props.anchor) place(bubble.current, props.anchor);
  }, [props.anchor]);
  return (
    <div ref={bubble} className={css.bubble} aria-hidden>
      {props.label}
    </div>
  );
}

/** Above its anchor where there is room, else below, never over an edge of the window. */
function place(bubble: HTMLElement, anchor: HTMLElement): void {
  const box = (anchor.firstElementChild ?? anchor).getBoundingClientRect();
  const { width, height } = bubble.getBoundingClientRect();
  const left = box.left + box.width / 2 - width / 2;
  const above = box.top - height - GAP_PX;
  bubble.style.left = `${Math.max(EDGE_PX, Math.min(left, document.documentElement.clientWidth - width - EDGE_PX))}px`;
  bubble.style.top = `${above < EDGE_PX ? box.bottom + GAP_PX : above}px`;
}
