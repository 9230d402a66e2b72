import { isFinal } from '../job/job-state.ts';

interface Told {
  readonly id: number;
  readonly state: string;
  readonly borgWarning: unknown;
}

/** Of the last jobs of a client's configs the one that says most: failed, with warnings, running, waiting, then the newest. */
export function tellingJob<Job extends Told>(lastJobs: readonly Job[]): Job | null {
  const [first = null] = [...lastJobs].sort((one, other) => rank(one) - rank(other) || other.id - one.id);
  return first;
}

function rank({ state, borgWarning }: Told): number {
  if (state === 'failed') return 0;
  if (state === 'done' && borgWarning !== null) return 1;
  if (isFinal(state)) return 4;
  return state === 'job_created' ? 3 : 2;
}
