import { toNumber } from './figure.ts';
import type { Job } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

/** What may be wrong with a repository. */
export interface RepositoryState {
  readonly id: string;
  readonly name: string;
  readonly damagedJobId: number | null;
  readonly tamperedAt: Date | null;
  readonly freeSpace: number | null;
  readonly deduplicatedSize: number | null;
  readonly lastCompact: Date | null;
  readonly createdAt: Date;
}

const STATE = {
  id: true,
  name: true,
  damagedJobId: true,
  tamperedAt: true,
  freeSpace: true,
  deduplicatedSize: true,
  lastCompact: true,
  createdAt: true,
} as const;

type Figures = 'freeSpace' | 'deduplicatedSize';
type Row = Omit<RepositoryState, Figures> & Readonly<Record<Figures, bigint | null>>;

export async function findRepositoryState(db: Transaction, id: string): Promise<RepositoryState | null> {
  const row = await db.repository.findUnique({ where: { id }, select: STATE });
  return row && toState(row);
}

/** Behind an id, in the order of ids: for walking over all of them. */
export async function walkRepositoryStates(
  db: Transaction,
  after: string,
  take: number,
): Promise<RepositoryState[]> {
  const rows = await db.repository.findMany({
    where: { id: { gt: after } },
    orderBy: { id: 'asc' },
    select: STATE,
    take,
  });
  return rows.map(toState);
}

export async function hasArchives(db: Transaction, repositoryId: string): Promise<boolean> {
  const row = await db.archive.findFirst({
    where: { repositoryId, vanishedAt: null },
    select: { id: true },
  });
  return row !== null;
}

export interface NewestArchive {
  readonly id: string;
  readonly name: string;
  readonly suspect: string | null;
  readonly jobId: number | null;
  readonly clientId: string | null;
  readonly repositoryId: string;
}

/** Of one config; null: it has none. `reason`: of those that are suspect for a reason that begins so. */
export async function findNewestArchive(
  db: Transaction,
  configId: string,
  reason?: string,
): Promise<NewestArchive | null> {
  return db.archive.findFirst({
    where: {
      configId,
      vanishedAt: null,
      ...(reason === undefined ? {} : { suspect: { startsWith: reason } }),
    },
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
    select: { id: true, name: true, suspect: true, jobId: true, clientId: true, repositoryId: true },
  });
}

/** Configs with an archive that was marked suspect since a time. */
export async function listSuspectConfigs(db: Transaction, since: Date, take: number): Promise<string[]> {
  const rows = await db.archive.findMany({
    where: { suspect: { not: null }, timestamp: { gte: since }, configId: { not: null } },
    select: { configId: true },
    distinct: ['configId'],
    take,
  });
  return rows.flatMap(({ configId }) => configId ?? []);
}

/** Whether backups of this config are still expected, and of which client. */
export async function findConfigOwner(
  db: Transaction,
  configId: string,
): Promise<{ readonly clientId: string; readonly enabled: boolean } | null> {
  return db.backupConfig.findUnique({ where: { id: configId }, select: { clientId: true, enabled: true } });
}

/** Jobs that failed since a time, newest first. */
export async function listFailedSince(db: Transaction, since: Date, take: number): Promise<Job[]> {
  return db.job.findMany({
    where: { state: 'failed', timestampEnd: { gte: since } },
    orderBy: { id: 'desc' },
    take,
  });
}

/** The last job of the same kind on the same records that was done or failed. */
export async function findLastSettled(
  db: Transaction,
  of: Pick<Job, 'kind' | 'configId' | 'repositoryId' | 'clientId'>,
): Promise<Job | null> {
  const { kind, configId, repositoryId, clientId } = of;
  return db.job.findFirst({
    where: { kind, configId, repositoryId, clientId, state: { in: ['done', 'failed'] } },
    orderBy: { id: 'desc' },
  });
}

/** Which of these configs, of whatever kind, still exist; disabled backup configs do not count. */
export async function findLiveConfigs(db: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const where = { id: { in: [...ids] } };
  const select = { id: true } as const;
  const found = [
    await db.backupConfig.findMany({ where: { ...where, enabled: true }, select }),
    await db.checkConfig.findMany({ where, select }),
    await db.pruneConfig.findMany({ where, select }),
  ];
  return new Set(found.flat().map(({ id }) => id));
}

function toState(row: Row): RepositoryState {
  return { ...row, freeSpace: toNumber(row.freeSpace), deduplicatedSize: toNumber(row.deduplicatedSize) };
}
