import type { NightOutcome } from '@borgcube/domain/overview/dashboard';

/** One night as a square of 14 px: each outcome has a mark of its own, so that none is told by colour alone. */
export function NightMark(props: { outcome: NightOutcome; size?: number }) {
  return (
    <svg width={props.size ?? 14} height={props.size ?? 14} viewBox="0 0 14 14" aria-hidden>
      {SHAPES[props.outcome]}
    </svg>
  );
}

const FULL = { width: 14, height: 14, rx: 2 };
const OUTLINE = { x: 0.75, y: 0.75, width: 12.5, height: 12.5, rx: 2, strokeWidth: 1.5 };

const SHAPES: Record<NightOutcome, React.ReactNode> = {
  good: <rect {...FULL} fill="var(--bc-ok-quiet)" />,
  warning: (
    <>
      <rect {...FULL} fill="var(--bc-warning-mark)" />
      <path d="M7 3.2v4.1M7 10.2v.6" stroke="var(--bc-surface)" strokeWidth="1.8" strokeLinecap="round" />
    </>
  ),
  failed: (
    <>
      <rect {...FULL} fill="var(--bc-failed-mark)" />
      <path
        d="M3.8 3.8l6.4 6.4M10.2 3.8l-6.4 6.4"
        stroke="var(--bc-surface)"
        strokeWidth="1.6"
        strokeLinecap="round"
      />
    </>
  ),
  suspect: (
    <>
      <rect {...FULL} fill="var(--bc-suspect-mark)" />
      <circle cx="7" cy="7" r="2.4" fill="var(--bc-surface)" />
    </>
  ),
  missed: (
    <>
      <rect {...OUTLINE} fill="none" stroke="var(--bc-stale-mark)" />
      <path d="M3 11L11 3" stroke="var(--bc-stale-mark)" strokeWidth="1.5" />
    </>
  ),
  running: (
    <>
      <rect {...OUTLINE} fill="var(--bc-running-soft)" stroke="var(--bc-running-mark)" />
      <circle cx="7" cy="7" r="2.4" fill="var(--bc-running-mark)" className="breathe" />
    </>
  ),
  none: <circle cx="7" cy="7" r="1" fill="var(--bc-line-strong)" />,
};
