import type { WorkerStart } from '@borgcube/db/job-claim-store';
import { findJob, type JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';

export type { WorkerStart } from '@borgcube/db/job-claim-store';

/** A job in the hands of one start of one worker. */
export interface WorkerHold {
  readonly jobId: number;
  readonly worker: WorkerStart;
}

/** The job was taken over, or has ended, while its worker still worked on it. */
export class JobNotHeldError extends Error {
  override readonly name = 'JobNotHeldError';

  constructor(jobId: number) {
    super(`job ${jobId} is no longer this worker's`);
  }
}

export async function requireHeld(db: Transaction, { jobId, worker }: WorkerHold): Promise<JobRow> {
  const row = await findJob(db, jobId);
  const isHeld =
    row !== null &&
    row.timestampEnd === null &&
    row.leaseExpires !== null &&
    row.workerId === worker.workerId &&
    row.workerIncarnation === worker.incarnation;
  if (!isHeld) throw new JobNotHeldError(jobId);
  return row;
}
