import type { Worker } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type WorkerRow = Worker;

/** A worker has started: the same row at each start, with a new incarnation. */
export async function startWorkerRow(
  db: Transaction,
  worker: Omit<WorkerRow, 'seenAt' | 'stoppedAt' | 'scheduledAt'>,
): Promise<void> {
  const { id, ...fields } = worker;
  const data = { ...fields, seenAt: worker.startedAt, stoppedAt: null, scheduledAt: null };
  await db.worker.upsert({ where: { id }, create: { id, ...data }, update: data });
}

export async function touchWorker(
  db: Transaction,
  worker: { readonly id: string; readonly incarnation: string },
  seenAt: Date,
): Promise<void> {
  const { id, incarnation } = worker;
  await db.worker.updateMany({ where: { id, incarnation }, data: { seenAt } });
}

export async function stopWorkerRow(
  db: Transaction,
  worker: { readonly id: string; readonly incarnation: string },
  stoppedAt: Date,
): Promise<void> {
  const { id, incarnation } = worker;
  await db.worker.updateMany({ where: { id, incarnation }, data: { stoppedAt, seenAt: stoppedAt } });
}

export async function findWorker(db: Transaction, id: string): Promise<WorkerRow | null> {
  return db.worker.findUnique({ where: { id } });
}

/** Newest first; those that nobody heard of for long are left out by `seenAfter`. */
export async function listWorkers(db: Transaction, seenAfter: Date): Promise<WorkerRow[]> {
  return db.worker.findMany({
    where: { seenAt: { gte: seenAfter } },
    orderBy: { startedAt: 'desc' },
    take: 200,
  });
}

/** Its scheduler has looked for due schedules. */
export async function noteScheduled(
  db: Transaction,
  worker: { readonly id: string; readonly incarnation: string },
  scheduledAt: Date,
): Promise<void> {
  const { id, incarnation } = worker;
  await db.worker.updateMany({ where: { id, incarnation }, data: { scheduledAt } });
}
