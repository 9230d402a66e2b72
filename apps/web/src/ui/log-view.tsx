import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { formatCount } from './format/count.ts';
import css from './log-view.module.css';

/** Matches the line height in the style sheet: rows are placed by counting. */
const LINE_PX = 19;
const SPARE_LINES = 20;
const AT_END_PX = 6;

export interface LogRow {
  /** Number of the line; `#log-812` points at it. */
  seq: number;
  /** `09:41:31` */
  time: string;
  /** One letter or ''. */
  letter: string;
  text: string;
  tone: 'plain' | 'warning' | 'error';
  /** Lines that were left out right before this one. */
  missingBefore: number;
}

/**
 * A log of any length: only what is in sight stands in the page. It follows its end while the reader is there;
 * else new lines are counted and nothing above the reader moves.
 */
export function LogView(props: {
  rows: readonly LogRow[];
  label: string;
  pointedAt: number | null;
  /** Whether what was there at first has all come; what comes later is new. */
  settled: boolean;
  /** What stands there while there is no line. */
  empty: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { rows, pointedAt } = props;
  const view = useLogScroll(box, rows.length, pointedAt, props.settled);
  // Grows once, when the line arrives: lines that follow must not pull the reader back to it.
  const target = pointedAt === null ? -1 : rows.findIndex((row) => row.seq >= pointedAt);
  useLayoutEffect(() => {
    if (target >= 0 && box.current) box.current.scrollTop = Math.max(0, (target - 3) * LINE_PX);
  }, [target]);
  const first = Math.max(0, Math.floor(view.top / LINE_PX) - SPARE_LINES);
  const last = Math.min(rows.length, Math.ceil((view.top + view.height) / LINE_PX) + SPARE_LINES);
  return (
    <div className={css.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section ref={box} className={css.log} aria-label={props.label} tabIndex={0} onScroll={view.onScroll}>
        <div style={{ height: rows.length * LINE_PX }} className={css.paper}>
          <div style={{ transform: `translateY(${first * LINE_PX}px)` }}>
            {rows.slice(first, last).map((row) => (
              <Line key={row.seq} row={row} pointedAt={row.seq === pointedAt} />
            ))}
          </div>
        </div>
      </section>
      {props.settled && rows.length === 0 && <p className={css.empty}>{props.empty}</p>}
      {view.unseen > 0 && (
        <Button size="sm" className={css.newer ?? ''} onClick={view.toEnd}>
          {formatCount(view.unseen)} new {view.unseen === 1 ? 'line' : 'lines'}
          <IconArrowDown size={14} stroke={1.75} aria-hidden />
        </Button>
      )}
    </div>
  );
}

function Line(props: { row: LogRow; pointedAt: boolean }) {
  const { row } = props;
  return (
    <div className={css.line} data-tone={row.tone} data-pointed={props.pointedAt}>
      <a href={`#log-${row.seq}`} tabIndex={-1} className={css.time}>
        {row.time}
      </a>
      <span className={css.letter}>{row.letter || '\u00a0'}</span>
      <span className={css.text} title={row.text}>
        {row.text}
      </span>
      {row.missingBefore > 0 && (
        <span className={css.gap}>
          {formatCount(row.missingBefore)} {row.missingBefore === 1 ? 'line' : 'lines'} left out before
        </span>
      )}
    </div>
  );
}

function useLogScroll(
  box: React.RefObject<HTMLDivElement | null>,
  count: number,
  pointedAt: number | null,
  settled: boolean,
) {
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(400);
  const [seen, setSeen] = useState<number | null>(null);
  // A reader who was sent to a line stays there until they go to the end themselves.
  const [left, setLeft] = useState<number | null>(null);
  const following = seen === null && (pointedAt === null || left === pointedAt);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setHeight(element.clientHeight));
    watch.observe(element);
    return () => watch.disconnect();
  }, [box]);
  // A box that grows or shrinks while it follows stays at the end too.
  useLayoutEffect(() => {
    if (following && count > 0 && height > 0 && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [box, following, count, height]);
  useLayoutEffect(() => {
    if (!settled) setSeen((before) => (before === null ? null : count));
  }, [settled, count]);
  return {
    top,
    height,
    unseen: seen === null ? 0 : Math.max(0, count - seen),
    onScroll: () => {
      const element = box.current;
      if (!element) return;
      setTop(element.scrollTop);
      const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - AT_END_PX;
      setSeen((before) => (atEnd ? null : (before ?? count)));
    },
    toEnd: () => {
      setLeft(pointedAt);
      setSeen(null);
    },
  };
}
