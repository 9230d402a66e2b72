import type { ScheduleForesight } from '@borgcube/domain/schedule/schedule-calendar';
import type { Values } from '../../forms/form-values.ts';
import { useClock } from '../../ui/clock.tsx';
import { formatDuration } from '../../ui/format/duration.ts';
import { formatDay, wallTime } from '../../ui/format/instant.ts';
import { Section } from '../../ui/section.tsx';
import { NightChart, NightKey } from './calendar/night-chart.tsx';
import css from './schedule.module.css';
import { useForesight } from './use-foresight.ts';

/** The hours around the next run as past runs let one expect them, and a time at which nothing would wait. */
export function ExpectedNight(props: { values: Values; onTime?: (time: string) => void }) {
  const { data } = useForesight(props.values);
  const { now, timeZone } = useClock();
  if (!data?.night) return null;
  const { night } = data;
  const waits = night.blocks.some((block) => block.waitsFrom !== null);
  return (
    <Section
      title={`Around ${formatDay(new Date(night.instant), now, timeZone)}`}
      note="expected from past runs"
    >
      <NightChart blocks={night.blocks} from={night.from} to={night.to} />
      <NightKey own="this schedule" waits={waits} />
      <FreeTime foresight={data} {...(props.onTime && { onTime: props.onTime })} />
    </Section>
  );
}

function FreeTime(props: { foresight: ScheduleForesight; onTime?: (time: string) => void }) {
  const { waits, freeAt, night } = props.foresight;
  const { timeZone } = useClock();
  const first = waits.find(({ instant }) => instant === night?.instant);
  if (!first) return <p className={css.free}>Nothing waits then.</p>;
  const until = new Date(Date.parse(first.instant) + first.wait.ms);
  const { onTime } = props;
  return (
    <p className={css.free}>
      “{first.wait.behind}” holds {first.wait.repository} until about{' '}
      {wallTime(until, timeZone).time.slice(0, 5)}: this one waits about {formatDuration(first.wait.ms)}.{' '}
      {freeAt === null && 'No time near it is free.'}
      {freeAt !== null && (
        <>
          At{' '}
          {onTime ? (
            <button type="button" className={css.inlineButton} onClick={() => onTime(freeAt.slice(11, 16))}>
              {freeAt.slice(11, 16)}
            </button>
          ) : (
            freeAt.slice(11, 16)
          )}{' '}
          nothing would wait.
        </>
      )}
    </p>
  );
}
