import type { JobRow, NewJob } from './job-store.ts';
import { toJson } from './job-store.ts';
import type { Transaction } from './open-database.ts';

/** Jobs in the order given, with ids that rise in that order. */
export async function insertJobs(tx: Transaction, jobs: readonly NewJob[]): Promise<JobRow[]> {
  const rows = await tx.job.createManyAndReturn({
    data: jobs.map((job) => ({ ...job, config: toJson(job.config), updatedAt: job.createdAt })),
  });
  return rows.sort((one, other) => one.id - other.id);
}

/** The jobs that have one of these keys: made under that unique key before, or queued or running under that active key. */
export async function findJobsByKeys(
  db: Transaction,
  keys: { readonly unique: readonly string[]; readonly active: readonly string[] },
): Promise<JobRow[]> {
  const made = await db.job.findMany({ where: { uniqueKey: { in: [...keys.unique] } } });
  const queued = await db.job.findMany({ where: { activeKey: { in: [...keys.active] } } });
  return [...made, ...queued];
}
