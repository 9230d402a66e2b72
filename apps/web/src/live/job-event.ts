import type { JobProgress } from '@borgcube/domain/job/job';

/** One committed change of a job, or a new figure of its progress. */
export interface JobEvent {
  jobId: number;
  state: string;
  progress: JobProgress | null;
}

/** Lines were added to the log of a job. */
export interface LogEvent {
  jobId: number;
  logSeq: number;
}

/** What the tab that holds the stream tells the others. */
export type LiveMessage =
  | { type: 'event'; event: JobEvent }
  | { type: 'log'; event: LogEvent }
  | { type: 'connected'; gap: boolean }
  | { type: 'lost'; since: number }
  | { type: 'asked' }
  | { type: 'retry' };

/** What the stream sent: a change of a job, or a log that grew; null for what says neither. */
export function readNews(value: unknown): LiveMessage | null {
  const body = bodyOf(value);
  if (body === null || !('jobId' in body) || typeof body.jobId !== 'number') return null;
  const { jobId } = body;
  if ('logSeq' in body && typeof body.logSeq === 'number')
    return { type: 'log', event: { jobId, logSeq: body.logSeq } };
  if (!('state' in body) || typeof body.state !== 'string') return null;
  const progress = 'progress' in body ? body.progress : null;
  // The server's own output type; a figure missing in it is shown as not known.
  return {
    type: 'event',
    event: { jobId, state: body.state, progress: (progress ?? null) as JobProgress | null },
  };
}

/** tRPC wraps tracked events in `{ id, data }`; both shapes are read. */
function bodyOf(value: unknown): object | null {
  if (typeof value !== 'object' || value === null) return null;
  const body: unknown = 'data' in value ? value.data : value;
  return typeof body === 'object' ? body : null;
}
