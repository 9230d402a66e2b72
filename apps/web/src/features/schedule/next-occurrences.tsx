import { useDebouncedValue } from '@mantine/hooks';
import { IconClockShare } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { readApiError } from '../../api/api-error.ts';
import { trpc } from '../../api/client.ts';
import type { Values } from '../../forms/form-values.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatRelative } from '../../ui/format/instant.ts';
import { Section } from '../../ui/section.tsx';
import { occurrenceRow, ruleTimeOf } from './occurrence-row.ts';
import css from './schedule.module.css';

const SHOWN = 10;
const TYPING_MS = 300;

/** The next ten occurrences of what is typed, before anything is saved. */
export function NextOccurrences(props: { values: Values }) {
  const [asked] = useDebouncedValue(rulePart(props.values), TYPING_MS);
  const ready = asked.recurrence !== '' && asked.recurrenceStart !== '' && asked.timeZone !== '';
  const preview = useQuery({
    ...trpc.schedules.preview.queryOptions({ ...asked, count: SHOWN, after: startOfMinute() }),
    enabled: ready,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  const { now } = useClock();
  if (preview.error) return <Refused words={refusalWords(preview.error)} />;
  const { text, occurrences } = preview.data ?? { text: '', occurrences: [] };
  const ruleTime = ruleTimeOf(asked.recurrence, asked.recurrenceStart);
  return (
    <Section
      title="Next ten"
      aside={occurrences[0] && formatRelative(new Date(occurrences[0]), now, asked.timeZone)}
    >
      <p className={css.words}>{text}</p>
      {preview.data && occurrences.length === 0 && (
        <p className="ink2">It never runs: no such time is to come.</p>
      )}
      <table className={css.next} aria-label="Next occurrences">
        <thead className="unseen">
          <tr>
            <th>Day</th>
            <th>Time</th>
            <th>Zone</th>
            <th>UTC</th>
          </tr>
        </thead>
        <tbody>
          {occurrences.map((instant) => {
            const row = occurrenceRow(instant, asked.timeZone, ruleTime);
            const odd = row.reason !== null;
            return (
              <Fragment key={instant}>
                <tr data-odd={odd}>
                  <td>
                    {row.wall.weekday} {row.wall.day} {row.wall.month} {row.wall.year}
                  </td>
                  <td className="name">{row.time}</td>
                  <td className="ink3">{row.wall.zone}</td>
                  <td className="mono ink3">{row.utc}</td>
                </tr>
                {odd && (
                  <tr data-odd="true" className={css.reason}>
                    <td colSpan={4}>
                      <span className="row">
                        <IconClockShare size={14} stroke={1.75} aria-hidden />
                        {row.reason}
                      </span>
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {preview.data && occurrences.length > 0 && occurrences.length < SHOWN && (
        <p className="ink3 small">Then it ends.</p>
      )}
    </Section>
  );
}

function Refused(props: { words: string }) {
  return (
    <Section title="Next ten">
      <p className="ink2" role="status">
        {props.words}
      </p>
    </Section>
  );
}

function rulePart(values: Values) {
  const textOf = (name: string) => (typeof values[name] === 'string' ? values[name] : '');
  return {
    recurrence: textOf('recurrence'),
    recurrenceStart: textOf('recurrenceStart'),
    timeZone: textOf('timeZone'),
  };
}

/** The same question within a minute is the same key, and is answered from the cache. */
function startOfMinute(): string {
  return new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
}

function refusalWords(error: unknown): string {
  const told = readApiError(error);
  return Object.values(told.fieldErrors).flat()[0] ?? told.message;
}
