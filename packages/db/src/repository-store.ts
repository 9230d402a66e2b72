import { nameTaken, notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { Encryption } from '@borgcube/domain/repository/repository';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import { toNumber } from './figure.ts';
import type { Prisma, Repository as RepositoryRow } from './generated/sqlite/client.ts';
import { behindCursor, type NamedAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import { isUniqueViolation, type Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface RepositorySettings {
  readonly name: string;
  readonly description: string;
  readonly url: string;
  readonly borgId: string;
  readonly remoteBorg: string;
  readonly encryption: Encryption | null;
  readonly sshKeyId: string | null;
  readonly hostKeyFingerprint: string | null;
  readonly hostKeyLine: string | null;
  readonly hostKeyAcceptedAt: Date | null;
  readonly seenHostKeyLine: string | null;
}

export interface RepositoryFigures {
  readonly originalSize: number | null;
  readonly compressedSize: number | null;
  readonly deduplicatedSize: number | null;
  readonly freeSpace: number | null;
  readonly measuredAt: Date | null;
  readonly lastCheck: Date | null;
  /** The check that found damage, until one finds none. */
  readonly damagedJobId: number | null;
  readonly lastCompact: Date | null;
  readonly lastSync: Date | null;
  readonly provenAt: Date | null;
  /** Archives vanished without a job of ours, and nobody has decided yet. */
  readonly tamperedAt: Date | null;
  /** When someone said that the key kit was printed; null again once it is out of date. */
  readonly keyKitPrintedAt: Date | null;
}

export interface StoredRepository extends RepositorySettings, RepositoryFigures {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function insertRepository(
  tx: Transaction,
  settings: RepositorySettings,
  now: Date,
): Promise<StoredRepository> {
  const data = { id: newRecordId(now), ...settings, createdAt: now, updatedAt: now };
  return toRepository(await tx.repository.create({ data }).catch(refuseName(settings.name)));
}

export async function findRepository(db: Transaction, id: string): Promise<StoredRepository | null> {
  const row = await db.repository.findUnique({ where: { id } });
  return row && toRepository(row);
}

export async function getRepository(db: Transaction, id: string): Promise<StoredRepository> {
  const repository = await findRepository(db, id);
  if (!repository) throw notFound('repository', id);
  return repository;
}

/** Another record of the same Borg repository. */
export async function findSameRepository(
  db: Transaction,
  borgId: string,
  exceptId: string | null,
): Promise<{ readonly id: string; readonly name: string } | null> {
  if (borgId === '') return null;
  const except = exceptId === null ? {} : { id: { not: exceptId } };
  return db.repository.findFirst({ where: { borgId, ...except }, select: { id: true, name: true } });
}

export async function listRepositories(db: Transaction, page: NamedAsked): Promise<Page<StoredRepository>> {
  const rows = await db.repository.findMany({
    where: { ...(await whereNamed(db, 'repository', page.text)), ...behindCursor('createdAt', page.cursor) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: toRepository,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateRepository(
  tx: Transaction,
  read: StoredRepository,
  changes: Partial<RepositorySettings>,
  now: Date,
): Promise<StoredRepository> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.repository
    .updateMany({ where: { id: read.id, updatedAt: read.updatedAt }, data: { ...changes, updatedAt } })
    .catch(refuseName(changes.name ?? read.name));
  requireSwapped(count);
  return getRepository(tx, read.id);
}

/** Figures are no edit: they leave `updatedAt` as it is. */
export async function storeFigures(
  tx: Transaction,
  id: string,
  figures: Partial<RepositoryFigures>,
): Promise<void> {
  await tx.repository.updateMany({ where: { id }, data: figures });
}

/** What the last contact saw; no edit either. */
export async function storeSeenHostKey(tx: Transaction, id: string, seenHostKeyLine: string): Promise<void> {
  await tx.repository.updateMany({ where: { id }, data: { seenHostKeyLine } });
}

/** Only onto a repository that has none: a key that a person accepted meanwhile stays. No edit either. */
export async function pinHostKey(
  tx: Transaction,
  id: string,
  pinned: Pick<RepositorySettings, 'hostKeyLine' | 'hostKeyAcceptedAt'>,
): Promise<void> {
  await tx.repository.updateMany({ where: { id, hostKeyLine: null }, data: pinned });
}

/** Until this transaction ends, others that lock the same repository wait. */
export async function lockRepository(tx: Transaction, id: string): Promise<void> {
  const { count } = await tx.repository.updateMany({ where: { id }, data: { claimFence: { increment: 0 } } });
  if (count === 0) throw notFound('repository', id);
}

/** Its archive rows go with it, never the data. */
export async function deleteRepository(tx: Transaction, id: string): Promise<void> {
  await tx.repository.delete({ where: { id } }).catch(refuseDangling);
}

/** Names, those longest without a decision first; at most ten. */
export async function listTamperedRepositories(db: Transaction): Promise<string[]> {
  const rows = await db.repository.findMany({
    where: { tamperedAt: { not: null } },
    orderBy: { tamperedAt: 'asc' },
    take: 10,
    select: { name: true },
  });
  return rows.map(({ name }) => name);
}

/** Jobs that hold the repository now. */
export async function findClaimingJobs(
  db: Transaction,
  repositoryId: string,
  accesses?: readonly string[],
): Promise<number[]> {
  const claims = await db.repositoryClaim.findMany({
    where: { repositoryId, ...(accesses && { access: { in: [...accesses] } }) },
    orderBy: { jobId: 'asc' },
    select: { jobId: true },
  });
  return claims.map((claim) => claim.jobId);
}

export interface RepositoryUse {
  readonly configs: ReadonlyArray<{ readonly label: string; readonly hostname: string }>;
  /** Labels of check configs. */
  readonly checks: readonly string[];
  /** Names of prune configs of this repository alone. */
  readonly pruneConfigs: readonly string[];
  readonly jobIds: readonly number[];
}

/** What keeps a repository from being deleted; at most ten of each kind. */
export async function findRepositoryUse(db: Transaction, id: string): Promise<RepositoryUse> {
  const configs = await db.backupConfig.findMany({
    where: { repositoryId: id },
    take: 10,
    select: { label: true, client: { select: { hostname: true } } },
  });
  const named = { where: { repositoryId: id }, take: 10 };
  const checks = await db.checkConfig.findMany({ ...named, select: { label: true } });
  const pruneConfigs = await db.pruneConfig.findMany({ ...named, select: { name: true } });
  const activeJobs = {
    repositoryId: id,
    OR: [{ timestampEnd: null }, { claim: { isNot: null } }],
  } satisfies Prisma.JobWhereInput;
  const jobs = await db.job.findMany({ where: activeJobs, take: 10, select: { id: true } });
  return {
    configs: configs.map(({ label, client }) => ({ label, hostname: client.hostname })),
    checks: checks.map(({ label }) => label),
    pruneConfigs: pruneConfigs.map(({ name }) => name),
    jobIds: jobs.map((job) => job.id),
  };
}

function toRepository(row: RepositoryRow): StoredRepository {
  const { claimFence: _, waitingJobId: __, ...rest } = row;
  return {
    ...rest,
    encryption: row.encryption === null ? null : Encryption.parse(row.encryption),
    originalSize: toNumber(row.originalSize),
    compressedSize: toNumber(row.compressedSize),
    deduplicatedSize: toNumber(row.deduplicatedSize),
    freeSpace: toNumber(row.freeSpace),
  };
}

function refuseName(name: string) {
  return (error: unknown): never => {
    throw isUniqueViolation(error) ? nameTaken('repository', 'name', name) : refuseDangling(error);
  };
}
