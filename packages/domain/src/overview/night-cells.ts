import type { NightCell, NightOutcome } from './dashboard.ts';

/** What happened in one night of one client. */
export interface NightEvent {
  readonly night: string;
  readonly outcome: NightOutcome;
  readonly jobId: number | null;
}

const ORDER: readonly NightOutcome[] = ['none', 'good', 'running', 'warning', 'missed', 'suspect', 'failed'];

export function worseOutcome(one: NightOutcome, other: NightOutcome): NightOutcome {
  return ORDER.indexOf(one) >= ORDER.indexOf(other) ? one : other;
}

/**
 * One cell for each date. Within a night a later good run mends an earlier failed one; what asks for attention wins otherwise.
 * A night without any event between two nights with one was missed if the client had been backed up before.
 */
export function nightCells(
  dates: readonly string[],
  events: readonly NightEvent[],
  missedAfter: string | null,
): NightCell[] {
  const byNight = new Map<string, NightEvent[]>();
  for (const event of events) byNight.set(event.night, [...(byNight.get(event.night) ?? []), event]);
  const last = dates.at(-1);
  return dates.map((date) => {
    const ofNight = byNight.get(date);
    if (ofNight === undefined) {
      const missed = missedAfter !== null && date > missedAfter && date !== last;
      return { outcome: missed ? 'missed' : 'none', jobId: null };
    }
    return cellOf(ofNight);
  });
}

function cellOf(events: readonly NightEvent[]): NightCell {
  const newest = [...events].sort((a, b) => (b.jobId ?? 0) - (a.jobId ?? 0))[0];
  const mended = newest !== undefined && newest.outcome !== 'failed';
  const counted = mended ? events.filter((event) => event.outcome !== 'failed') : events;
  const outcome = counted.reduce<NightOutcome>((worst, event) => worseOutcome(worst, event.outcome), 'none');
  return { outcome, jobId: counted.find((event) => event.outcome === outcome)?.jobId ?? null };
}
