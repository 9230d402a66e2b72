import type { NightCell } from '@borgcube/domain/overview/dashboard';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useRef, useState } from 'react';
import { jobPath } from '../job/job-path.ts';
import { NightMark } from './night-mark.tsx';
import { cellWords, rowSentence } from './night-words.ts';
import css from './nights.module.css';

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowLeft: (at) => Math.max(0, at - 1),
  ArrowRight: (at, last) => Math.min(last, at + 1),
  Home: () => 0,
  End: (_at, last) => last,
};

/** The nights of one client: one tab stop, arrows move, Enter opens the job. */
export function NightRow(props: { name: string; dates: readonly string[]; cells: readonly NightCell[] }) {
  const { dates, cells } = props;
  const navigate = useNavigate();
  const group = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(cells.length - 1);
  const [told, setTold] = useState<number | null>(null);
  const open = (cell: NightCell) => {
    if (cell.jobId !== null) void navigate({ to: jobPath(cell.jobId) });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const next = step(stop, cells.length - 1);
    setStop(next);
    group.current?.querySelectorAll('button')[next]?.focus();
  };
  const toldCell = told === null ? undefined : cells[told];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form; this is a row of a picture
    <div
      ref={group}
      className={css.cells}
      role="group"
      aria-label={rowSentence(props.name, cells)}
      onKeyDown={onKeyDown}
      onPointerLeave={() => setTold(null)}
    >
      {cells.map((cell, index) => (
        <button
          key={dates[index] ?? index}
          type="button"
          className={css.cell}
          tabIndex={index === stop ? 0 : -1}
          aria-label={cellWords(dates[index] ?? '', cell)}
          data-opens={cell.jobId !== null}
          onClick={() => open(cell)}
          onPointerEnter={() => setTold(index)}
          onFocus={() => {
            setStop(index);
            setTold(index);
          }}
          onBlur={() => setTold(null)}
        >
          <NightMark outcome={cell.outcome} />
        </button>
      ))}
      {toldCell && told !== null && (
        <span className={css.tip} style={{ '--at': (told + 0.5) / cells.length }} aria-hidden>
          {cellWords(dates[told] ?? '', toldCell)}
        </span>
      )}
    </div>
  );
}
