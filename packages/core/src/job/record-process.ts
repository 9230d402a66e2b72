import {
  endJobProcess,
  insertJobProcess,
  type JobProcessRow,
  listJobProcesses,
  listOpenProcesses,
} from '@borgcube/db/job-process-store';
import { newRecordId } from '@borgcube/db/record-id';
import { inTransaction } from '@borgcube/db/transaction';
import type { RecordedProcess } from '@borgcube/plugin-kit/define-job-kind';
import type { CoreContext } from '../core-context.ts';
import { requireHeld, type WorkerHold } from './worker-hold.ts';

type ProcessContext = Pick<CoreContext, 'db' | 'clock'>;

/** A stored process group of a job; `id` is the row's. */
export type StoredProcess = JobProcessRow;

/** Stored durably when it settles; throws when the job is no longer this worker's, so that nothing is let go. */
export async function recordProcess(
  ctx: ProcessContext,
  hold: WorkerHold,
  { role, ...identity }: RecordedProcess & { readonly role: string },
): Promise<string> {
  const now = ctx.clock();
  const id = newRecordId(now);
  await inTransaction(ctx.db, async (tx) => {
    await requireHeld(tx, hold);
    const { jobId, worker } = hold;
    const { pid, processGroup, startTime, bootId, pidNamespace } = identity;
    const process = { pid, processGroup, startTime, bootId, pidNamespace };
    await insertJobProcess(tx, {
      id,
      jobId,
      role,
      ...process,
      workerId: worker.workerId,
      createdAt: now,
    });
  });
  return id;
}

export async function endProcess(ctx: ProcessContext, id: string): Promise<void> {
  await endJobProcess(ctx.db, id, ctx.clock());
}

/** Processes of the job that nobody has seen ending. */
export async function openProcesses(ctx: ProcessContext, jobId: number): Promise<StoredProcess[]> {
  return listOpenProcesses(ctx.db, jobId);
}

/** All that the job ever started. */
export async function allProcesses(ctx: ProcessContext, jobId: number): Promise<StoredProcess[]> {
  return listJobProcesses(ctx.db, jobId);
}
