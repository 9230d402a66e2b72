import { toNumber } from './figure.ts';
import type { Job } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

const FINAL = ['done', 'failed', 'cancelled'];

export interface ProtectedClient {
  readonly id: string;
  readonly hostname: string;
  readonly objective: number;
  readonly newestGoodArchiveAt: Date | null;
  readonly provenAt: Date | null;
  /** When the first of its enabled configs was made: what was never backed up counts from then. */
  readonly expectedSince: Date;
}

/** Clients that have something to back up: at least one enabled config. */
export async function listProtectedClients(db: Transaction): Promise<ProtectedClient[]> {
  const rows = await db.client.findMany({
    where: { configs: { some: { enabled: true } } },
    select: {
      id: true,
      hostname: true,
      objective: true,
      newestGoodArchiveAt: true,
      provenAt: true,
      createdAt: true,
      configs: { where: { enabled: true }, select: { createdAt: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ createdAt, configs, objective, ...row }) => ({
    ...row,
    objective: Number(objective),
    expectedSince: configs.reduce(
      (first, config) => (config.createdAt < first ? config.createdAt : first),
      configs[0]?.createdAt ?? createdAt,
    ),
  }));
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

/**
 * Archives marked suspect since a time, the newest of each client; left out those that newer ones mended: all but the
 * ones whose reason begins with `lasting`.
 */
export async function listNewestSuspects(
  db: Transaction,
  { since, lasting, take }: { readonly since: Date; readonly lasting: string; readonly take: number },
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
    const isLasting = suspect.startsWith(lasting);
    const newer = isLasting
      ? null
      : await db.archive.findFirst({
          where: { clientId, timestamp: { gt: row.timestamp } },
          select: { id: true },
        });
    if (newer === null) found.push({ ...row, clientId, suspect });
  }
  return found;
}

/** Running jobs, oldest first, and how many run and wait altogether. */
export async function listRunningJobs(
  db: Transaction,
  take: number,
): Promise<{ jobs: Job[]; running: number; queued: number }> {
  // Later than the epoch, which is what not null means here: SQLite takes an index for the one and not for the other.
  const leaseExpires = { gt: new Date(0) };
  const claimed = { workerId: { not: null }, leaseExpires, state: { notIn: FINAL } };
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

/** How many repositories have a key kit that somebody printed, and when the last one was. */
export async function readKeyKits(db: Transaction) {
  const { _count, _max } = await db.repository.aggregate({
    _count: { _all: true, keyKitPrintedAt: true },
    _max: { keyKitPrintedAt: true },
  });
  return { repositories: _count._all, confirmed: _count.keyKitPrintedAt, lastAt: _max.keyKitPrintedAt };
}

/** Names for ids, of as many as a page shows. */
export async function listNames(
  db: Transaction,
  clientIds: readonly string[],
  repositoryIds: readonly string[],
) {
  const clients =
    clientIds.length === 0
      ? []
      : await db.client.findMany({
          where: { id: { in: [...clientIds] } },
          select: { id: true, hostname: true },
        });
  const repositories =
    repositoryIds.length === 0
      ? []
      : await db.repository.findMany({
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
