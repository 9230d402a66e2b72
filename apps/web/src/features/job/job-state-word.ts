import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Tone } from '../../theme/tokens.ts';

/** Which silhouette stands before the word, where the tone's own does not say it. */
export type StateShape = 'queued' | 'cancelled' | 'skipped' | null;

export interface StateWords {
  tone: Tone;
  word: string;
  shape: StateShape;
}

type JobStanding = Pick<Job, 'state' | 'borgWarning' | 'cancelRequestedAt'>;

/** A job's state in one word; `verboseState` is the kind's own name of a state in between. */
export function jobStateWords(job: JobStanding, verboseState?: string): StateWords {
  switch (job.state) {
    case 'job_created':
      return { tone: 'neutral', word: 'Queued', shape: 'queued' };
    case 'cancelled':
      return { tone: 'neutral', word: 'Cancelled', shape: 'cancelled' };
    case 'failed':
      return { tone: 'failed', word: 'Failed', shape: null };
    case 'done':
      return job.borgWarning
        ? { tone: 'warning', word: 'Warning', shape: null }
        : { tone: 'ok', word: 'Good', shape: null };
    default:
      return { tone: 'running', word: runningWord(job, verboseState), shape: null };
  }
}

function runningWord(job: JobStanding, verboseState: string | undefined): string {
  if (job.cancelRequestedAt) return 'Stopping';
  return verboseState ?? 'Running';
}

export function isQueued(job: Pick<Job, 'state'>): boolean {
  return job.state === 'job_created';
}

/** Between queue and end: a worker has it. */
export function isRunning(job: Pick<Job, 'state'>): boolean {
  return !isQueued(job) && !isFinal(job.state);
}
