import type { NightOutcome } from '@borgcube/domain/overview/dashboard';
import type { CalendarOccurrence } from '@borgcube/domain/schedule/schedule-calendar';
import { NightMark } from '../../overview/night-mark.tsx';

/** What became of an occurrence, as a mark and in words; null while it is to come. */
export function outcomeOf(occurrence: CalendarOccurrence): { mark: NightOutcome; words: string } | null {
  const { state, outcome, jobs } = occurrence;
  if (state === 'coming') return null;
  if (state === 'skipped') return { mark: 'missed', words: 'skipped' };
  if (state === 'due' || state === 'running' || outcome === 'running')
    return { mark: 'running', words: 'running' };
  if (outcome === 'failed') return { mark: 'failed', words: 'failed' };
  if (outcome === 'warning') return { mark: 'warning', words: 'done with warnings' };
  if (outcome === 'cancelled') return { mark: 'warning', words: 'cancelled' };
  if (outcome === 'good') return { mark: 'good', words: 'done' };
  return { mark: 'none', words: jobs ? 'its jobs are gone' : 'ran' };
}

export function OccurrenceMark(props: { occurrence: CalendarOccurrence }) {
  const outcome = outcomeOf(props.occurrence);
  if (outcome === null) return null;
  return (
    <>
      <NightMark outcome={outcome.mark} size={10} />
      <span className="unseen">{outcome.words}: </span>
    </>
  );
}
