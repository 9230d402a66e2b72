import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import { behindCursor, type NamedAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';
import type { StoredPolicy } from './retention-policy-store.ts';

export interface PruneConfigSettings {
  readonly name: string;
  readonly description: string;
  readonly retentionPolicyId: string;
  /** Null: every repository. */
  readonly repositoryId: string | null;
  readonly clientPattern: string;
  readonly compact: boolean;
}

export interface StoredPruneConfig extends PruneConfigSettings {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface PruneConfigWithPolicy extends StoredPruneConfig {
  readonly retentionPolicy: StoredPolicy;
}

export async function insertPruneConfig(
  tx: Transaction,
  settings: PruneConfigSettings,
  now: Date,
): Promise<StoredPruneConfig> {
  const data = { id: newRecordId(now), ...settings, createdAt: now, updatedAt: now };
  return tx.pruneConfig.create({ data }).catch(refuseDangling);
}

export async function findPruneConfig(db: Transaction, id: string): Promise<PruneConfigWithPolicy | null> {
  return db.pruneConfig.findUnique({ where: { id }, include: { retentionPolicy: true } });
}

export async function getPruneConfig(db: Transaction, id: string): Promise<PruneConfigWithPolicy> {
  const config = await findPruneConfig(db, id);
  if (!config) throw notFound('prune config', id);
  return config;
}

export async function listPruneConfigs(db: Transaction, page: NamedAsked): Promise<Page<StoredPruneConfig>> {
  const rows = await db.pruneConfig.findMany({
    where: { ...(await whereNamed(db, 'pruneConfig', page.text)), ...behindCursor('createdAt', page.cursor) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: (row) => row,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updatePruneConfig(
  tx: Transaction,
  read: StoredPruneConfig,
  changes: Partial<PruneConfigSettings>,
  now: Date,
): Promise<StoredPruneConfig> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.pruneConfig
    .updateMany({ where: { id: read.id, updatedAt: read.updatedAt }, data: { ...changes, updatedAt } })
    .catch(refuseDangling);
  requireSwapped(count);
  return getPruneConfig(tx, read.id);
}

export async function deletePruneConfig(tx: Transaction, id: string): Promise<void> {
  await tx.pruneConfig.delete({ where: { id } }).catch(refuseDangling);
}

/** Prune configs of this repository alone; at most ten names. */
export async function findPruneConfigsOf(db: Transaction, repositoryId: string): Promise<string[]> {
  const rows = await db.pruneConfig.findMany({ where: { repositoryId }, take: 10, select: { name: true } });
  return rows.map((row) => row.name);
}

/** Ids of all repositories, oldest first; a server has few. */
export async function listRepositoryIds(db: Transaction): Promise<string[]> {
  const rows = await db.repository.findMany({
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
