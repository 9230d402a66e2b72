import { type Job, Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type JobRow = Job;

export interface NewJob {
  readonly kind: string;
  readonly repositoryId: string | null;
  readonly clientId: string | null;
  readonly configId: string | null;
  readonly configVersion: number;
  readonly config: unknown;
  readonly access: string | null;
  readonly activeKey: string | null;
  readonly uniqueKey: string | null;
  readonly retryOf: number | null;
  readonly attempt: number;
  readonly createdBy: string;
  readonly createdAt: Date;
}

/** The greatest number that the column holds; the databases refuse to look for more. */
export const JOB_ID_MAX = 2 ** 31 - 1;

export async function insertJob(tx: Transaction, job: NewJob): Promise<JobRow> {
  return tx.job.create({ data: { ...job, config: toJson(job.config), updatedAt: job.createdAt } });
}

export async function findJob(db: Transaction, id: number): Promise<JobRow | null> {
  return id > JOB_ID_MAX ? null : db.job.findUnique({ where: { id } });
}

/** The queued or running job of that key. */
export async function findActiveJob(db: Transaction, activeKey: string): Promise<JobRow | null> {
  return db.job.findUnique({ where: { activeKey } });
}

/** The last job of a kind for one config; null: there was none, or it was deleted. */
export async function findNewestJobOf(
  db: Transaction,
  { kind, configId }: { readonly kind: string; readonly configId: string },
): Promise<JobRow | null> {
  return db.job.findFirst({ where: { kind, configId }, orderBy: { id: 'desc' } });
}

export async function findJobByUniqueKey(db: Transaction, uniqueKey: string): Promise<JobRow | null> {
  return db.job.findUnique({ where: { uniqueKey } });
}

/** The newest jobs of a config that ended well, for what a run usually takes. */
export async function listLastGoodJobs(db: Transaction, configId: string, take: number): Promise<JobRow[]> {
  return db.job.findMany({ where: { configId, state: 'done' }, orderBy: { id: 'desc' }, take });
}

/** Queued jobs of the same repository behind a given one (or all: `after` 0), oldest first. */
export async function listQueuedBehind(
  db: Transaction,
  job: { readonly id: number; readonly repositoryId: string | null },
  asked: { readonly accesses: readonly string[]; readonly after: number; readonly take: number },
): Promise<JobRow[]> {
  const { repositoryId } = job;
  if (repositoryId === null || asked.accesses.length === 0) return [];
  return db.job.findMany({
    where: {
      repositoryId,
      state: 'job_created',
      id: { gt: asked.after, not: job.id },
      access: { in: [...asked.accesses] },
      workerId: null,
    },
    orderBy: { id: 'asc' },
    take: asked.take,
  });
}

/**
 * Jobs that ended before the given time, never one that a worker still holds. The time alone is asked for: with any
 * equality beside it SQLite walks that index instead, and sorts all that it finds.
 */
export async function listJobsEndedBefore(db: Transaction, time: Date, take: number): Promise<number[]> {
  const rows = await db.job.findMany({
    where: { timestampEnd: { lt: time } },
    orderBy: { timestampEnd: 'asc' },
    select: { id: true, leaseExpires: true },
    take,
  });
  return rows.filter((row) => row.leaseExpires === null).map((row) => row.id);
}

/** Its log, transitions and processes go too. */
export async function deleteJobs(tx: Transaction, ids: readonly number[]): Promise<number> {
  const { count } = await tx.job.deleteMany({ where: { id: { in: [...ids] } } });
  return count;
}

/** What is stored as JSON reads back as exactly this; null is the database's own null. */
export function toJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  return value === null || value === undefined ? Prisma.DbNull : JSON.parse(JSON.stringify(value));
}
