import { useId } from 'react';
import { useClock } from '../../../ui/clock.tsx';
import { wallTime } from '../../../ui/format/instant.ts';
import css from './calendar.module.css';

export interface NightBlock {
  readonly repositoryId: string;
  readonly repository: string;
  readonly start: string;
  readonly end: string;
  /** Drawn in the strong colour. */
  readonly own: boolean;
  readonly name: string;
  /** Since when it waits to start. */
  readonly waitsFrom: string | null;
}

const WIDTH = 290;
const LABEL = 64;
const ROW = 26;
const TOP = 20;
const HOUR_MS = 3_600_000;

/** Who is expected to hold each repository when, from past runs. */
export function NightChart(props: { blocks: readonly NightBlock[]; from: string; to: string }) {
  const { timeZone } = useClock();
  const hatch = useId();
  const [from, to] = [Date.parse(props.from), Date.parse(props.to)];
  const repositories = [...new Map(props.blocks.map((one) => [one.repositoryId, one.repository])).entries()];
  const x = (instant: number) =>
    LABEL + ((Math.min(Math.max(instant, from), to) - from) / (to - from)) * (WIDTH - LABEL);
  const height = TOP + repositories.length * ROW;
  const bar = (start: number, end: number) => ({ x: x(start), width: Math.max(3, x(end) - x(start)) });
  const clock = (instant: string | number) => wallTime(new Date(instant), timeZone).time.slice(0, 5);
  const words = props.blocks
    .map(
      (one) =>
        `${one.name || 'this schedule'} on ${one.repository} from ${clock(one.start)} to ${clock(one.end)}`,
    )
    .join('; ');
  return (
    <svg
      className={css.night}
      viewBox={`0 0 ${WIDTH} ${height}`}
      role="img"
      aria-label={`Expected: ${words}.`}
    >
      <defs>
        <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="5" height="5" fill="var(--bc-warning-soft)" />
          <rect width="2" height="5" fill="var(--bc-warning-mark)" />
        </pattern>
      </defs>
      {hoursOf(from, to).map((hour) => (
        <g key={hour}>
          <line x1={x(hour)} x2={x(hour)} y1={TOP - 4} y2={height} stroke="var(--bc-line)" />
          <text x={x(hour)} y={11} textAnchor="middle" className={css.axis}>
            {clock(hour).slice(0, 2)}
          </text>
        </g>
      ))}
      {repositories.map(([id, name], row) => (
        <g key={id} transform={`translate(0 ${TOP + row * ROW})`}>
          <text x={0} y={12} className={css.rowName}>
            {name.length > 10 ? `${name.slice(0, 9)}…` : name}
          </text>
          {props.blocks
            .filter((one) => one.repositoryId === id)
            .map((one) => (
              <g key={`${one.name} ${one.start}`}>
                {one.waitsFrom !== null && (
                  <rect
                    {...bar(Date.parse(one.waitsFrom), Date.parse(one.start))}
                    y={1}
                    height={13}
                    rx={2}
                    fill={`url(#${hatch})`}
                    stroke="var(--bc-warning-mark)"
                  />
                )}
                <rect
                  {...bar(Date.parse(one.start), Date.parse(one.end))}
                  y={1}
                  height={13}
                  rx={2}
                  fill={one.own ? 'var(--bc-running-mark)' : 'var(--bc-line-strong)'}
                >
                  <title>{`${one.name || 'This schedule'}, ${clock(one.start)} to ${clock(one.end)}`}</title>
                </rect>
              </g>
            ))}
        </g>
      ))}
    </svg>
  );
}

/** What the colours of a chart mean. */
export function NightKey(props: { own: string; waits: boolean }) {
  return (
    <p className={css.key}>
      <span>
        <i style={{ background: 'var(--bc-running-mark)' }} /> {props.own}
      </span>
      <span>
        <i style={{ background: 'var(--bc-line-strong)' }} /> others
      </span>
      {props.waits && (
        <span>
          <i className={css.hatched} /> waits
        </span>
      )}
    </p>
  );
}

/** Full hours, at most five of them. */
function hoursOf(from: number, to: number): number[] {
  const step = Math.max(1, Math.ceil((to - from) / HOUR_MS / 5)) * HOUR_MS;
  const hours: number[] = [];
  for (let hour = Math.ceil(from / HOUR_MS) * HOUR_MS; hour < to; hour += step) hours.push(hour);
  return hours;
}
