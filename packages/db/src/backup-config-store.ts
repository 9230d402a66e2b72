import type { LastGood } from '@borgcube/domain/archive/new-archive';
import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import type { Prisma, BackupConfig as Row } from './generated/sqlite/client.ts';
import { behindCursor, type PageAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

/** `data` is JSON of the stored `version`; whoever reads it evolves it. */
export interface BackupConfigSettings {
  readonly repositoryId: string;
  readonly label: string;
  readonly transport: string;
  readonly enabled: boolean;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface StoredBackupConfig extends BackupConfigSettings {
  readonly id: string;
  readonly clientId: string;
  readonly lastGood: LastGood | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function insertBackupConfig(
  tx: Transaction,
  { data, ...settings }: BackupConfigSettings & { readonly clientId: string },
  now: Date,
): Promise<StoredBackupConfig> {
  const fields = { id: newRecordId(now), ...settings, data: toJson(data), createdAt: now, updatedAt: now };
  return toConfig(await tx.backupConfig.create({ data: fields }).catch(refuseDangling));
}

export async function findBackupConfig(db: Transaction, id: string): Promise<StoredBackupConfig | null> {
  const row = await db.backupConfig.findUnique({ where: { id } });
  return row && toConfig(row);
}

export async function findBackupConfigs(
  db: Transaction,
  ids: readonly string[],
): Promise<StoredBackupConfig[]> {
  const rows = await db.backupConfig.findMany({ where: { id: { in: [...ids] } } });
  return rows.map(toConfig);
}

export async function getBackupConfig(db: Transaction, id: string): Promise<StoredBackupConfig> {
  const config = await findBackupConfig(db, id);
  if (!config) throw notFound('backup config', id);
  return config;
}

export interface BackupConfigFilter {
  /** Words that host name and label hold. */
  readonly text?: string | undefined;
  readonly clientId?: string | undefined;
  readonly repositoryId?: string | undefined;
}

export async function listBackupConfigs(
  db: Transaction,
  page: PageAsked,
  { clientId, repositoryId, text }: BackupConfigFilter,
): Promise<Page<StoredBackupConfig>> {
  const where = {
    ...(await whereNamed(db, 'backupConfig', text)),
    ...(clientId === undefined ? {} : { clientId }),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...behindCursor('createdAt', page.cursor),
  } satisfies Prisma.BackupConfigWhereInput;
  const rows = await db.backupConfig.findMany({
    where,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: toConfig,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updateBackupConfig(
  tx: Transaction,
  read: StoredBackupConfig,
  { data, ...settings }: BackupConfigSettings,
  now: Date,
): Promise<StoredBackupConfig> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.backupConfig
    .updateMany({
      where: { id: read.id, updatedAt: read.updatedAt },
      data: { ...settings, data: toJson(data), updatedAt },
    })
    .catch(refuseDangling);
  requireSwapped(count);
  return getBackupConfig(tx, read.id);
}

/** What the last good run found is no edit: `updatedAt` stays. */
export async function storeLastGood(tx: Transaction, id: string, lastGood: LastGood): Promise<void> {
  await tx.backupConfig.updateMany({ where: { id }, data: { lastGood: toJson(lastGood) } });
}

export async function deleteBackupConfig(tx: Transaction, id: string): Promise<void> {
  await tx.backupConfig.delete({ where: { id } }).catch(refuseDangling);
}

/** Jobs of the config that wait or run; at most ten. */
export async function findUnfinishedJobs(db: Transaction, configId: string): Promise<number[]> {
  const jobs = await db.job.findMany({
    where: { configId, timestampEnd: null },
    take: 10,
    select: { id: true },
  });
  return jobs.map((job) => job.id);
}

/** How a client's configs and a repository's configs reach their repository: what the rules of transports look at. */
export interface ConfigNeighbour {
  readonly id: string;
  readonly label: string;
  readonly clientId: string;
  readonly hostname: string;
  readonly transport: string;
}

/** At most one config of the repository for each thing that can stand against another: other clients, ssh first. */
export async function findOtherClientsConfig(
  db: Transaction,
  repositoryId: string,
  { notClientId, transport }: { readonly notClientId: string; readonly transport?: string },
): Promise<ConfigNeighbour | null> {
  const row = await db.backupConfig.findFirst({
    where: {
      repositoryId,
      clientId: { not: notClientId },
      ...(transport === undefined ? {} : { transport }),
    },
    include: { client: { select: { hostname: true } } },
  });
  if (!row) return null;
  const { id, label, clientId, client } = row;
  return { id, label, clientId, hostname: client.hostname, transport: row.transport };
}

/** Configs of the client that need its connection; at most ten labels. */
export async function findRemoteConfigs(db: Transaction, clientId: string): Promise<string[]> {
  const rows = await db.backupConfig.findMany({
    where: { clientId, transport: { not: 'local' } },
    take: 10,
    select: { label: true },
  });
  return rows.map((row) => row.label);
}

/** Configs of the client that read this server's own files; at most ten labels. */
export async function findLocalConfigs(db: Transaction, clientId: string): Promise<string[]> {
  const rows = await db.backupConfig.findMany({
    where: { clientId, transport: 'local' },
    take: 10,
    select: { label: true },
  });
  return rows.map((row) => row.label);
}

function toConfig(row: Row): StoredBackupConfig {
  const { data, lastGood, ...rest } = row;
  if (!isObject(data)) throw new Error(`the data of backup config ${row.id} is no JSON object`);
  // Written by storeLastGood alone.
  return { ...rest, data, lastGood: isObject(lastGood) ? (lastGood as unknown as LastGood) : null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy that holds exactly what JSON can. */
function toJson(value: object): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(value));
}
