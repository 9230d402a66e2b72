import { databaseNow } from '@borgcube/db/database-now';
import type { WorkerStart } from '@borgcube/db/job-claim-store';
import {
  listWorkers as listWorkerRows,
  startWorkerRow,
  stopWorkerRow,
  type WorkerRow,
} from '@borgcube/db/worker-store';
import type { CoreContext } from '../core-context.ts';

export interface WorkerFacts {
  readonly name: string;
  readonly version: string;
  readonly concurrency: number;
}

/** A worker that has not been heard of for so long is shown no more. */
const SHOWN_FOR_MS = 7 * 86_400_000;

export async function registerWorker(
  ctx: Pick<CoreContext, 'db'>,
  { workerId: id, incarnation }: WorkerStart,
  facts: WorkerFacts,
): Promise<void> {
  const startedAt = await databaseNow(ctx.db);
  const { name, version, concurrency } = facts;
  await startWorkerRow(ctx.db, { id, incarnation, name, version, concurrency, startedAt });
}

export async function unregisterWorker(
  ctx: Pick<CoreContext, 'db'>,
  { workerId: id, incarnation }: WorkerStart,
): Promise<void> {
  await stopWorkerRow(ctx.db, { id, incarnation }, await databaseNow(ctx.db));
}

/** Newest start first. */
export async function listWorkers(ctx: Pick<CoreContext, 'db'>): Promise<readonly WorkerRow[]> {
  const now = await databaseNow(ctx.db);
  return listWorkerRows(ctx.db, new Date(now.getTime() - SHOWN_FOR_MS));
}
