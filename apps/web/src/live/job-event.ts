import type { JobProgress } from '@borgcube/domain/job/job';

/** One committed change of a job, or a new figure of its progress. */
export interface JobEvent {
  jobId: number;
  state: string;
  progress: JobProgress | null;
}

/** What the tab that holds the stream tells the others. */
export type LiveMessage =
  | { type: 'event'; event: JobEvent }
  | { type: 'connected'; gap: boolean }
  | { type: 'lost'; since: number }
  | { type: 'asked' }
  | { type: 'retry' };

/** tRPC wraps tracked events in `{ id, data }`; both shapes are read. */
export function readJobEvent(value: unknown): JobEvent | null {
  if (typeof value !== 'object' || value === null) return null;
  const body: unknown = 'data' in value ? value.data : value;
  if (typeof body !== 'object' || body === null) return null;
  if (!('jobId' in body) || typeof body.jobId !== 'number') return null;
  if (!('state' in body) || typeof body.state !== 'string') return null;
  const progress = 'progress' in body ? body.progress : null;
  // The server's own output type; a figure missing in it is shown as not known.
  return { jobId: body.jobId, state: body.state, progress: (progress ?? null) as JobProgress | null };
}
