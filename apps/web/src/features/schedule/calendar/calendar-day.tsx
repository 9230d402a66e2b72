import type { ScheduleCalendar } from '@borgcube/domain/schedule/schedule-calendar';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useClock } from '../../../ui/clock.tsx';
import { counted } from '../../../ui/format/count.ts';
import { formatDuration } from '../../../ui/format/duration.ts';
import { formatRelative, wallTime } from '../../../ui/format/instant.ts';
import { Section } from '../../../ui/section.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { dayWords, timeWords } from '../occurrence-words.ts';
import { schedulePath } from '../schedule-path.ts';
import css from './calendar.module.css';
import { type CalendarDay, type CalendarEntry, type DayKey, longDayWords } from './calendar-month.ts';
import { MoveAct } from './move-act.tsx';
import { NightChart } from './night-chart.tsx';
import { OccurrenceMark, outcomeOf } from './occurrence-mark.tsx';

const HOUR_MS = 3_600_000;

/** One day: who holds which repository when, who waits for whom, and all that runs. */
export function CalendarDayPanel(props: {
  day: DayKey;
  content: CalendarDay;
  frequent: ScheduleCalendar['frequent'];
}) {
  const { content, day } = props;
  const { now, timeZone } = useClock();
  const [first] = content.entries;
  const waiting = content.entries.filter(({ wait }) => wait !== null);
  return (
    <>
      <Section
        title={longDayWords(day)}
        aside={first && formatRelative(new Date(first.instant), now, timeZone)}
      >
        <DayChart entries={content.entries} />
      </Section>
      {waiting.map((entry) => (
        <Section key={`${entry.scheduleId} ${entry.instant}`}>
          <WaitWords entry={entry} />
        </Section>
      ))}
      <DayList {...props} />
    </>
  );
}

function DayChart(props: { entries: readonly CalendarEntry[] }) {
  const blocks = props.entries.flatMap((entry) =>
    entry.blocks.map((block) => ({
      ...block,
      own: entry.wait !== null,
      name: entry.name,
      waitsFrom: entry.wait?.repositoryId === block.repositoryId ? entry.instant : null,
    })),
  );
  if (blocks.length === 0)
    return (
      <p className="ink3">Nothing is expected of this day: what is to come and ran before is drawn here.</p>
    );
  const starts = blocks.map(({ start, waitsFrom }) => Date.parse(waitsFrom ?? start));
  const from = Math.floor(Math.min(...starts) / HOUR_MS - 0.5) * HOUR_MS;
  const last = Math.max(...blocks.map(({ end }) => Date.parse(end)));
  const to = Math.max(from + 4 * HOUR_MS, Math.ceil(last / HOUR_MS + 0.25) * HOUR_MS);
  return <NightChart blocks={blocks} from={new Date(from).toISOString()} to={new Date(to).toISOString()} />;
}

function WaitWords(props: { entry: CalendarEntry }) {
  const { name, wait, scheduleId } = props.entry;
  const { timeZone } = useClock();
  if (wait === null) return null;
  const until = new Date(Date.parse(props.entry.instant) + wait.ms);
  return (
    <>
      <h2 className={css.waitTitle}>
        <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
        {name} waits about {formatDuration(wait.ms)}
      </h2>
      <p className="ink2">
        {wait.behind} is at work on {wait.repository} until about {wallTime(until, timeZone).time.slice(0, 5)}
        . Nothing fails; {name} waits in the queue.
      </p>
      <MoveAct scheduleId={scheduleId} instant={props.entry.instant} />
    </>
  );
}

function DayList(props: { content: CalendarDay; frequent: ScheduleCalendar['frequent'] }) {
  const { entries, often } = props.content;
  const lines = entries.length + often.length + props.frequent.length;
  const jobs = [...entries, ...often.map((one) => ({ jobs: (one.jobs ?? 0) * one.times }))].reduce(
    (sum, one) => sum + (one.jobs ?? 0),
    0,
  );
  return (
    <Section title="That day" note={`${counted(lines, 'entry', 'entries')}, ${counted(jobs, 'job')}`}>
      {lines === 0 && <p className="ink3">Nothing runs on this day.</p>}
      <ul className={css.list}>
        {props.frequent.map((one) => (
          <li key={one.scheduleId}>
            <span className="ink2">often</span>
            <TextLink to={schedulePath(one.scheduleId)}>{one.name}</TextLink>
            <span className="ink3 small">{one.perDay} a day</span>
          </li>
        ))}
        {often.map((one) => (
          <li key={one.scheduleId}>
            <span className="ink2">often</span>
            <TextLink to={schedulePath(one.scheduleId)}>{one.name}</TextLink>
            <span className="ink3 small">
              {one.times} × {counted(one.jobs ?? 0, 'job')}
            </span>
          </li>
        ))}
        {entries.map((entry) => (
          <li key={`${entry.scheduleId} ${entry.instant}`}>
            <span className="ink2">{entry.time}</span>
            <span className={css.listName}>
              <OccurrenceMark occurrence={entry} />
              <TextLink to={schedulePath(entry.scheduleId)}>{entry.name}</TextLink>
            </span>
            <span className="ink3 small">{outcomeOf(entry)?.words ?? counted(entry.jobs ?? 0, 'job')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** When clocks are set next, and whom it moves. */
export function ClockChanges(props: { changes: ScheduleCalendar['clockChanges'] }) {
  if (props.changes.length === 0) return null;
  return (
    <Section title="Clock changes">
      {props.changes.map((change) => (
        <p key={change.timeZone} className={css.change}>
          {props.changes.length > 1 && `${change.timeZone}: `}
          {dayWords(change.from)}, {timeWords(change.from)} → {timeWords(change.to)}.{' '}
          {change.schedules.length === 0
            ? 'No schedule starts in that hour.'
            : change.schedules.slice(0, 5).map((one) => (
                <span key={one.scheduleId}>
                  <TextLink to={schedulePath(one.scheduleId)}>{one.name}</TextLink> runs at{' '}
                  {timeWords(one.wall)} that day.{' '}
                </span>
              ))}
        </p>
      ))}
    </Section>
  );
}
