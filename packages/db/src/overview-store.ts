import { toNumber } from './figure.ts';
import { type Job, Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

const FINAL = ['done', 'failed', 'cancelled'];

export interface ProtectedClient {
  readonly id: string;
  readonly hostname: string;
  readonly objective: number;
  readonly newestGoodArchiveAt: Date | null;
  readonly createdAt: Date;
}

/** Clients that have something to back up: at least one enabled config. */
export async function listProtectedClients(db: Transaction): Promise<ProtectedClient[]> {
  const rows = await db.client.findMany({
    where: { configs: { some: { enabled: true } } },
    select: { id: true, hostname: true, objective: true, newestGoodArchiveAt: true, createdAt: true },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({ ...row, objective: Number(row.objective) }));
}

/** Failed backups since a time whose config has not ended well later: at most one a config, newest first. */
export async function listUnmendedFailures(db: Transaction, since: Date, take: number): Promise<Job[]> {
  const failed = await db.job.findMany({
    where: { state: 'failed', kind: 'backup', timestampEnd: { gte: since }, configId: { not: null } },
    orderBy: { id: 'desc' },
    take,
  });
  const newest = new Map<string, Job>();
  for (const job of failed) if (job.configId && !newest.has(job.configId)) newest.set(job.configId, job);
  const oldest = Math.min(...[...newest.values()].map((job) => job.id));
  if (newest.size === 0) return [];
  const mended = await db.job.groupBy({
    by: ['configId'],
    where: { configId: { in: [...newest.keys()] }, state: 'done', id: { gt: oldest } },
    _max: { id: true },
  });
  const doneId = new Map(mended.map((row) => [row.configId, row._max.id ?? 0]));
  return [...newest.values()].filter((job) => (doneId.get(job.configId) ?? 0) < job.id);
}

/** How many failed runs a config has had since its last good one. */
export async function countFailuresInARow(db: Transaction, configId: string): Promise<number> {
  const rows = await db.job.findMany({
    where: { configId, state: { in: FINAL } },
    orderBy: { id: 'desc' },
    select: { state: true },
    take: 50,
  });
  const lastOther = rows.findIndex((row) => row.state !== 'failed');
  return lastOther === -1 ? rows.length : lastOther;
}

export interface SuspectArchive {
  readonly id: string;
  readonly clientId: string;
  readonly configId: string | null;
  readonly timestamp: Date;
  readonly suspect: string;
  readonly jobId: number | null;
}

/** Archives marked suspect since a time that are the newest of their client. */
export async function listNewestSuspects(
  db: Transaction,
  since: Date,
  take: number,
): Promise<SuspectArchive[]> {
  const rows = await db.archive.findMany({
    where: { suspect: { not: null }, clientId: { not: null }, timestamp: { gte: since } },
    orderBy: { timestamp: 'desc' },
    take,
  });
  const found: SuspectArchive[] = [];
  for (const row of rows) {
    const { clientId, suspect } = row;
    if (clientId === null || suspect === null || found.some((other) => other.clientId === clientId)) continue;
    const newer = await db.archive.findFirst({
      where: { clientId, timestamp: { gt: row.timestamp } },
      select: { id: true },
    });
    if (newer === null) found.push({ ...row, clientId, suspect });
  }
  return found;
}

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

/** Running jobs, oldest first, and how many run and wait altogether. */
export async function listRunningJobs(
  db: Transaction,
  take: number,
): Promise<{ jobs: Job[]; running: number; queued: number }> {
  const claimed = { workerId: { not: null }, leaseExpires: { not: null }, state: { notIn: FINAL } };
  const jobs = await db.job.findMany({ where: claimed, orderBy: { id: 'asc' }, take });
  const running = await db.job.count({ where: claimed });
  const queued = await db.job.count({ where: { state: 'job_created', workerId: null } });
  return { jobs, running, queued };
}

export async function listNextSchedules(db: Transaction, take: number) {
  return db.schedule.findMany({
    where: { recurrenceEnabled: true, nextAt: { not: null } },
    orderBy: { nextAt: 'asc' },
    select: { id: true, name: true, nextAt: true, _count: { select: { actions: true } } },
    take,
  });
}

export async function listStoredFigures(db: Transaction, take: number) {
  const rows = await db.repository.findMany({ orderBy: { name: 'asc' }, take });
  return rows.map((row) => ({
    repositoryId: row.id,
    name: row.name,
    deduplicatedSize: toNumber(row.deduplicatedSize),
    originalSize: toNumber(row.originalSize),
    freeSpace: toNumber(row.freeSpace),
    measuredAt: row.measuredAt,
  }));
}

/** Names for ids, of as many as a page shows. */
export async function listNames(
  db: Transaction,
  clientIds: readonly string[],
  repositoryIds: readonly string[],
) {
  const clients = await db.client.findMany({
    where: { id: { in: [...clientIds] } },
    select: { id: true, hostname: true },
  });
  const repositories = await db.repository.findMany({
    where: { id: { in: [...repositoryIds] } },
    select: { id: true, name: true },
  });
  return new Map([
    ...clients.map((row) => [row.id, row.hostname] as const),
    ...repositories.map((row) => [row.id, row.name] as const),
  ]);
}

/** What was done at least once. */
export async function readBeginnings(db: Transaction) {
  const [repositories, client, config, archive, schedule] = [
    await db.repository.count(),
    await db.client.findFirst({ select: { id: true } }),
    await db.backupConfig.findFirst({ select: { id: true } }),
    await db.archive.findFirst({ select: { id: true } }),
    await db.schedule.findFirst({ select: { id: true } }),
  ];
  return {
    repositories,
    client: client !== null,
    config: config !== null,
    archive: archive !== null,
    schedule: schedule !== null,
  };
}
