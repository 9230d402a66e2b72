import { Prisma } from './generated/sqlite/client.ts';
import type { JobRow, NewJob } from './job-store.ts';
import type { Transaction } from './open-database.ts';

/**
 * Jobs in the order given, with ids that rise in that order. As text, because Prisma takes longer to translate an insert
 * of a hundred rows than the database to do it.
 */
export async function insertJobs(tx: Transaction, jobs: readonly NewJob[]): Promise<JobRow[]> {
  if (jobs.length === 0) return [];
  const rows = jobs.map(
    (job) => Prisma.sql`(${job.kind}, ${job.repositoryId}, ${job.clientId}, ${job.configId},
      ${job.configVersion}, ${jsonText(job.config)}, ${job.access}, ${job.activeKey}, ${job.uniqueKey},
      ${job.retryOf}, ${job.attempt}, ${job.createdBy}, ${job.createdAt}, ${job.createdAt})`,
  );
  const inserted = await tx.$queryRaw<{ id: number | bigint }[]>`
    INSERT INTO "Job" ("kind", "repositoryId", "clientId", "configId", "configVersion", "config", "access",
      "activeKey", "uniqueKey", "retryOf", "attempt", "createdBy", "createdAt", "updatedAt")
    VALUES ${Prisma.join(rows)} RETURNING "id"`;
  const ids = inserted.map(({ id }) => Number(id)).sort((one, other) => one - other);
  return jobs.map((job, index) => toRow(job, ids[index] ?? 0));
}

/** The jobs that have one of these keys: made under that unique key before, or queued or running under that active key. */
export async function findJobsByKeys(
  db: Transaction,
  keys: { readonly unique: readonly string[]; readonly active: readonly string[] },
): Promise<JobRow[]> {
  const list = (values: readonly string[]) => Prisma.join(values.length > 0 ? [...values] : ['']);
  const found = await db.$queryRaw<{ id: number | bigint }[]>`
    SELECT "id" FROM "Job" WHERE "uniqueKey" IN (${list(keys.unique)})
    UNION SELECT "id" FROM "Job" WHERE "activeKey" IN (${list(keys.active)})`;
  if (found.length === 0) return [];
  return db.job.findMany({ where: { id: { in: found.map(({ id }) => Number(id)) } } });
}

function jsonText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

/** What the columns' own defaults make of a new job. */
function toRow(job: NewJob, id: number): JobRow {
  return {
    ...job,
    id,
    state: 'job_created',
    config: job.config === undefined ? null : JSON.parse(JSON.stringify(job.config)),
    timestampStart: null,
    timestampEnd: null,
    failureCause: null,
    borgWarning: null,
    progress: null,
    archiveId: null,
    receipt: null,
    updatedAt: job.createdAt,
    fence: 0,
    workerId: null,
    workerIncarnation: null,
    leaseExpires: null,
    claimedAt: null,
    cancelRequestedAt: null,
    cancelRequestedBy: null,
  };
}
