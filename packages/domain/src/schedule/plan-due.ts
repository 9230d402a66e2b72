import type { Recurrence } from './recurrence.ts';
import type { Misfire } from './schedule.ts';

export interface DuePlan {
  /** A row for each instant that has come, oldest first; instants in milliseconds. */
  readonly rows: readonly PlannedOccurrence[];
  /** The next instant that has not come yet; null: none. */
  readonly next: number | null;
}

export interface PlannedOccurrence {
  readonly instant: number;
  readonly state: 'due' | 'skipped';
  readonly reason: string | null;
}

interface Situation {
  readonly recurrence: Recurrence;
  /** The first instant that has no row yet. */
  readonly nextAt: number;
  readonly now: number;
  /** Since when a scheduler has looked at the clock without a break; what came before was missed. */
  readonly watchedSince: number;
  readonly misfire: Misfire;
}

/** After a long absence of a frequent schedule, not each of its instants gets a row. */
const LISTED_MAX = 200;

/** What becomes of the instants that have come: on time, made up for, or left out. Pure; the unique rows make it safe. */
export function planDue(situation: Situation): DuePlan {
  const { recurrence, now, watchedSince, misfire } = situation;
  const { instants, unlisted } = comeUntil(situation);
  const missed = instants.filter((instant) => instant < watchedSince);
  const latest = missed.at(-1);
  const rows = instants.map((instant): PlannedOccurrence => {
    if (instant >= watchedSince) return { instant, state: 'due', reason: null };
    if (misfire === 'skip') return { instant, state: 'skipped', reason: `${AWAY}; nothing makes up for it.` };
    if (instant === latest) return { instant, state: 'due', reason: lateWords(missed.length, unlisted) };
    return { instant, state: 'skipped', reason: `${AWAY}; one run made up for all that were.` };
  });
  return { rows, next: recurrence.next(now)?.instant ?? null };
}

const AWAY = 'Missed while no scheduler ran';

function lateWords(missed: number, unlisted: boolean): string {
  if (unlisted)
    return 'Runs late, for all that were missed while no scheduler ran; not each of them is listed.';
  return missed === 1
    ? 'Runs late: no scheduler ran at its time.'
    : `Runs late, for ${missed} that were missed while no scheduler ran.`;
}

function comeUntil({ recurrence, nextAt, now }: Situation): { instants: number[]; unlisted: boolean } {
  const instants: number[] = [];
  let time: number | null = nextAt;
  for (; time !== null && time <= now && instants.length < LISTED_MAX; time = after(recurrence, time)) {
    instants.push(time);
  }
  if (time === null || time > now) return { instants, unlisted: false };
  return { instants: [...instants, ...latestOf(recurrence, time, now)], unlisted: true };
}

/** The last instant up to now, found by looking back ever farther. */
function latestOf(recurrence: Recurrence, from: number, now: number): number[] {
  for (let back = 1000; ; back *= 4) {
    const found = after(recurrence, Math.max(from - 1, now - back));
    if (found !== null && found <= now) return [lastUpTo(recurrence, found, now)];
  }
}

function lastUpTo(recurrence: Recurrence, found: number, now: number): number {
  for (let last = found; ; ) {
    const next = after(recurrence, last);
    if (next === null || next > now) return last;
    last = next;
  }
}

function after(recurrence: Recurrence, instant: number): number | null {
  return recurrence.next(instant)?.instant ?? null;
}
