import type { SchedulePreview } from '@borgcube/domain/schedule/schedule';
import type { ScheduleForesight } from '@borgcube/domain/schedule/schedule-calendar';
import { IconAlertTriangle, IconClockShare } from '@tabler/icons-react';
import { Fragment } from 'react';
import { readApiError } from '../../api/api-error.ts';
import type { Values } from '../../forms/form-values.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatRelative } from '../../ui/format/instant.ts';
import { Section } from '../../ui/section.tsx';
import { dayWords, timeWords, utcWords } from './occurrence-words.ts';
import css from './schedule.module.css';
import { useForesight } from './use-foresight.ts';
import { usePreview } from './use-preview.ts';

/** The next ten occurrences of what is typed, before anything is saved. */
export function NextOccurrences(props: { values: Values }) {
  const { preview, timeZone, shown } = usePreview(props.values);
  const foresight = useForesight(props.values);
  const { now } = useClock();
  if (preview.error) {
    return (
      <Section title="Next ten">
        <p className="ink2" role="status">
          {refusalWords(preview.error)}
        </p>
      </Section>
    );
  }
  const { text, details } = preview.data ?? { text: '', details: [] };
  const [first] = details;
  return (
    <Section title="Next ten" aside={first && formatRelative(new Date(first.instant), now, timeZone)}>
      <p className={css.words}>
        {text}
        {props.values.recurrenceEnabled === false && '. It is off: none of these runs.'}
      </p>
      {preview.data && !first && <p className="ink2">It never runs: no such time is to come.</p>}
      {first && <OccurrenceTable details={details} waits={foresight.data?.waits ?? []} />}
      {first && details.length < shown && <p className="ink3 small">Then it ends.</p>}
    </Section>
  );
}

function OccurrenceTable(props: { details: SchedulePreview['details']; waits: ScheduleForesight['waits'] }) {
  const waitOf = (instant: string) => props.waits.find((one) => one.instant === instant)?.wait;
  return (
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
        {props.details.map((detail) => {
          const odd = detail.reason !== null;
          const wait = waitOf(detail.instant);
          return (
            <Fragment key={detail.instant}>
              <tr data-odd={odd}>
                <td>{dayWords(detail.wall)}</td>
                <td className="name">{timeWords(detail.wall)}</td>
                <td className="ink3">
                  {detail.zone} <span className="small">{detail.offset}</span>
                </td>
                <td className="mono ink3">{utcWords(detail.instant)}</td>
              </tr>
              {odd && (
                <tr data-odd="true" className={css.reason}>
                  <td colSpan={4}>
                    <span className="row">
                      <IconClockShare size={14} stroke={1.75} aria-hidden />
                      {detail.reason}
                    </span>
                  </td>
                </tr>
              )}
              {wait && (
                <tr data-waits="true">
                  <td colSpan={4}>
                    <span className="row">
                      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
                      {wait.repository} busy, waits about {formatDuration(wait.ms)}
                    </span>
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function refusalWords(error: unknown): string {
  const told = readApiError(error);
  return Object.values(told.fieldErrors).flat()[0] ?? told.message;
}
