import { toNumber } from './figure.ts';
import { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export interface NightRow {
  readonly clientId: string;
  readonly at: Date;
  readonly jobId: number | null;
  readonly outcome: 'good' | 'suspect' | 'failed' | 'warning';
}

/** What happened to some clients since a time, for the cells of their nights. */
export async function listNightRows(
  db: Transaction,
  since: Date,
  clientIds: readonly string[],
  take: number,
): Promise<NightRow[]> {
  const clientId = { in: [...clientIds] };
  const archives = await db.archive.findMany({
    where: { clientId, timestamp: { gte: since } },
    select: ARCHIVE_FIELDS,
    orderBy: { timestamp: 'desc' },
    take,
  });
  const jobs = await db.job.findMany({
    where: { clientId, ...troubledBackups({ gte: since }) },
    select: JOB_FIELDS,
    orderBy: { id: 'desc' },
    take,
  });
  return [...archives.map(archiveRow), ...jobs.map(jobRow)];
}

export interface Between {
  readonly from: Date;
  readonly to: Date;
}

/** How many archives, good or suspect, began between two instants. */
export async function countArchives(db: Transaction, { from, to }: Between): Promise<number> {
  return db.archive.count({ where: { timestamp: { gte: from, lt: to } } });
}

/** What was not plainly good between two instants: suspect archives, and backups that failed or warned. */
export async function listTroubles(
  db: Transaction,
  { from, to }: Between,
  take: number,
): Promise<NightRow[]> {
  const within = { gte: from, lt: to };
  const archives = await db.archive.findMany({
    where: { suspect: { not: null }, timestamp: within, clientId: { not: null } },
    select: ARCHIVE_FIELDS,
    take,
  });
  const jobs = await db.job.findMany({
    where: { clientId: { not: null }, ...troubledBackups(within) },
    select: JOB_FIELDS,
    take,
  });
  return [...archives.map(archiveRow), ...jobs.map(jobRow)];
}

const ARCHIVE_FIELDS = { clientId: true, timestamp: true, jobId: true, suspect: true } as const;
const JOB_FIELDS = {
  clientId: true,
  timestampEnd: true,
  timestampStart: true,
  id: true,
  state: true,
} as const;

function troubledBackups(timestampEnd: Prisma.DateTimeFilter) {
  return {
    kind: 'backup',
    timestampEnd,
    OR: [{ state: 'failed' }, { state: 'done', borgWarning: { not: Prisma.DbNull } }],
  } satisfies Prisma.JobWhereInput;
}

function archiveRow(row: Prisma.ArchiveGetPayload<{ select: typeof ARCHIVE_FIELDS }>): NightRow {
  return {
    clientId: row.clientId ?? '',
    at: row.timestamp,
    jobId: row.jobId,
    outcome: row.suspect === null ? 'good' : 'suspect',
  };
}

function jobRow(row: Prisma.JobGetPayload<{ select: typeof JOB_FIELDS }>): NightRow {
  return {
    clientId: row.clientId ?? '',
    at: row.timestampStart ?? row.timestampEnd ?? new Date(0),
    jobId: row.id,
    outcome: row.state === 'failed' ? 'failed' : 'warning',
  };
}

export interface NightSums {
  readonly backups: number;
  readonly originalSize: number | null;
  readonly deduplicatedSize: number | null;
}

/** What was saved between two instants. */
export async function sumArchives(db: Transaction, from: Date, to: Date): Promise<NightSums> {
  const sums = await db.archive.aggregate({
    where: { timestamp: { gte: from, lt: to }, jobId: { not: null } },
    _count: { id: true },
    _sum: { originalSize: true, deduplicatedSize: true },
  });
  return {
    backups: sums._count.id,
    originalSize: toNumber(sums._sum.originalSize),
    deduplicatedSize: toNumber(sums._sum.deduplicatedSize),
  };
}
