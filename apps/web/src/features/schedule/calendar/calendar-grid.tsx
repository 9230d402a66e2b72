import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { counted } from '../../../ui/format/count.ts';
import css from './calendar.module.css';
import { type CalendarDay, type DayKey, dayNumber, longDayWords, NO_DAY } from './calendar-month.ts';
import { LoadStrip } from './load-strip.tsx';
import { OccurrenceMark } from './occurrence-mark.tsx';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const SHOWN = 4;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface GridProps {
  month: string;
  weeks: readonly (readonly DayKey[])[];
  days: ReadonlyMap<DayKey, CalendarDay>;
  today: DayKey;
  chosen: DayKey;
}

/** The month as a grid of days; arrows go from day to day. */
export function CalendarGrid(props: GridProps) {
  return (
    <table className={css.grid} aria-label="Month" onKeyDown={walk}>
      <thead>
        <tr>
          {WEEKDAYS.map((weekday) => (
            <th key={weekday} scope="col">
              {weekday}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <DayCell key={day} {...props} day={day} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayCell(props: GridProps & { day: DayKey }) {
  const { day, month } = props;
  const content = props.days.get(day) ?? NO_DAY;
  const more = content.entries.length - SHOWN;
  return (
    <td
      data-day={day}
      data-other={!day.startsWith(month)}
      data-chosen={day === props.chosen}
      data-today={day === props.today}
    >
      <div className={css.dayHead}>
        <Link
          to="/schedules/calendar/$month"
          params={{ month }}
          search={{ day }}
          replace
          className={css.dayLink}
          aria-current={day === props.chosen ? 'date' : undefined}
          aria-label={dayLabel(day, content)}
        >
          {dayNumber(day)}
        </Link>
        {content.waiting > 0 ? (
          <span className={css.waits}>
            <IconAlertTriangle size={13} stroke={1.75} aria-hidden /> {content.waiting} waits
          </span>
        ) : (
          content.ran > 0 && <span className="ink3 small">{content.ran} ran</span>
        )}
      </div>
      <ul className={css.entries}>
        {content.entries.slice(0, SHOWN).map((entry) => (
          <li key={`${entry.scheduleId} ${entry.instant}`} data-waits={entry.wait !== null}>
            {entry.state === 'coming' ? (
              <span className={css.time}>{entry.time}</span>
            ) : (
              <OccurrenceMark occurrence={entry} />
            )}
            <span className="cut">{entry.name}</span>
          </li>
        ))}
        {more > 0 && <li className="ink3 small">{more} more</li>}
      </ul>
      <LoadStrip load={content.load} />
    </td>
  );
}

function dayLabel(day: DayKey, { entries, often, waiting }: CalendarDay): string {
  const count = entries.length + often.length;
  const waits = waiting > 0 ? `, ${waiting} waits` : '';
  return `${longDayWords(day)}: ${count === 0 ? 'nothing' : counted(count, 'schedule')}${waits}`;
}

function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('td a')];
  const at = links.findIndex((link) => link.matches(':focus'));
  const next = links[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}
