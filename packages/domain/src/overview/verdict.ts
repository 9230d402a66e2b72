import type { Dashboard } from './dashboard.ts';
import { wallClock } from './night.ts';

export interface VerdictFacts {
  readonly timeZone: string;
  /** When a worker last reported; null: never. `workerAlive`: within the last lease. */
  readonly workerSeenAt: Date | null;
  readonly workerAlive: boolean;
  /** Clients that have at least one enabled config. */
  readonly clients: number;
  readonly inside: number;
  readonly archives: boolean;
  readonly incidents: number;
  readonly failedLast: number;
  /** Names of repositories that someone else deleted archives from, and nobody has decided about. */
  readonly tampered: readonly string[];
}

const NUMBERS = [
  'No',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
];

const ALL_CLIENTS = ['', 'The one client is inside its', 'Both clients are inside their'];

/** Counts up to twelve are written out, as a person would read them. */
export function countWord(count: number): string {
  return NUMBERS[count] ?? String(count);
}

/** The sentence that a person could read out; the first that holds. */
export function verdictOf(facts: VerdictFacts): Dashboard['verdict'] {
  const { clients, inside, incidents, failedLast } = facts;
  if (!facts.workerAlive) {
    const since = facts.workerSeenAt ? ` since ${wallClock(facts.workerSeenAt, facts.timeZone)}` : ' yet';
    return { state: 'unknown', sentence: `Not known: no worker has reported${since}.`, urgent: null };
  }
  const [tampered, ...others] = facts.tampered;
  if (tampered !== undefined) {
    const and = others.length > 0 ? ` and ${others.length} more were` : ' was';
    return {
      state: 'failed',
      sentence: `${tampered}${and} changed by someone else.`,
      urgent: 'Decide before anything is removed.',
    };
  }
  if (clients === 0 || (!facts.archives && incidents === 0))
    return { state: 'empty', sentence: 'Nothing is backed up yet.', urgent: null };
  if (inside < clients) {
    const urgent =
      incidents > 0 ? `${countWord(incidents)} ${incidents === 1 ? 'needs' : 'need'} you.` : null;
    const is = inside === 1 ? 'is inside its' : 'are inside their';
    return {
      state: 'failed',
      sentence: `${inside} of ${clients} ${clients === 1 ? 'client' : 'clients'} ${is} objective.`,
      urgent,
    };
  }
  const all = `${ALL_CLIENTS[clients] ?? `All ${clients} clients are inside their`} objective`;
  if (failedLast === 0) return { state: 'ok', sentence: `${all}.`, urgent: null };
  const failed =
    failedLast === 1
      ? 'one last backup failed'
      : `${countWord(failedLast).toLowerCase()} last backups failed`;
  return { state: 'failed', sentence: `${all};`, urgent: `${failed}.` };
}
