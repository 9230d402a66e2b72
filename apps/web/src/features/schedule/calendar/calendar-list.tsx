import { TextLink } from '../../../ui/text-link.tsx';
import { schedulePath } from '../schedule-path.ts';
import css from './calendar.module.css';
import { type CalendarDay, type DayKey, longDayWords } from './calendar-month.ts';
import { OccurrenceMark, outcomeOf } from './occurrence-mark.tsx';

/** The month as a list by day, for narrow screens; days on which nothing runs are left out. */
export function CalendarList(props: {
  month: string;
  days: ReadonlyMap<DayKey, CalendarDay>;
  today: DayKey;
}) {
  const shown = [...props.days]
    .filter(([day]) => day.startsWith(props.month))
    .sort(([one], [other]) => (one < other ? -1 : 1));
  if (shown.length === 0) return <p className={css.empty}>Nothing ran or runs in this month.</p>;
  return (
    <ol className={css.byDay}>
      {shown.map(([day, content]) => (
        <li key={day}>
          <h2>
            {longDayWords(day)}
            {day === props.today && <span className="ink3"> today</span>}
          </h2>
          <ul>
            {content.often.map((one) => (
              <li key={one.scheduleId}>
                <span className="ink2">often</span>
                <TextLink to={schedulePath(one.scheduleId)}>{one.name}</TextLink>
                <span className="ink3 small">{one.times} times</span>
              </li>
            ))}
            {content.entries.map((entry) => (
              <li key={`${entry.scheduleId} ${entry.instant}`}>
                <span className="ink2">{entry.time}</span>
                <span className={css.listName}>
                  <OccurrenceMark occurrence={entry} />
                  <TextLink to={schedulePath(entry.scheduleId)}>{entry.name}</TextLink>
                </span>
                <span className={entry.wait ? css.waits : 'ink3 small'}>
                  {entry.wait ? `waits for ${entry.wait.behind}` : (outcomeOf(entry)?.words ?? '')}
                </span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
