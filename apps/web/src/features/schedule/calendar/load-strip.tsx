import css from './calendar.module.css';
import type { CalendarDay } from './calendar-month.ts';

const TALLEST = 8;

/** What starts in each hour of a day; hours in which something waits are amber. The words beside it say the same. */
export function LoadStrip(props: { load: CalendarDay['load'] }) {
  const most = Math.max(4, ...props.load.map(({ starts }) => starts));
  return (
    <svg className={css.load} viewBox={`0 0 96 ${TALLEST}`} preserveAspectRatio="none" aria-hidden>
      {props.load.map(({ starts, waits }, hour) => {
        const height = starts === 0 ? 1 : 2 + (starts / most) * (TALLEST - 2);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: the hours of a day are their places
            key={hour}
            x={hour * 4}
            y={TALLEST - height}
            width={3}
            height={height}
            fill={waits ? 'var(--bc-warning-mark)' : 'var(--bc-line-strong)'}
          />
        );
      })}
    </svg>
  );
}
