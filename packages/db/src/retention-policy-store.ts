import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import type { RetentionRules } from '@borgcube/domain/retention/retention-rules';
import { nextUpdatedAt, refuseDangling, requireSwapped } from './edited-record.ts';
import { behindCursor, type NamedAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface PolicySettings extends RetentionRules {
  readonly name: string;
  readonly description: string;
}

export interface StoredPolicy extends PolicySettings {
  readonly id: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export async function insertPolicy(
  tx: Transaction,
  settings: PolicySettings,
  now: Date,
): Promise<StoredPolicy> {
  const data = { id: newRecordId(now), ...settings, createdAt: now, updatedAt: now };
  return tx.retentionPolicy.create({ data }).catch(refuseDangling);
}

export async function findPolicy(db: Transaction, id: string): Promise<StoredPolicy | null> {
  return db.retentionPolicy.findUnique({ where: { id } });
}

export async function getPolicy(db: Transaction, id: string): Promise<StoredPolicy> {
  const policy = await findPolicy(db, id);
  if (!policy) throw notFound('retention policy', id);
  return policy;
}

export async function listPolicies(db: Transaction, page: NamedAsked): Promise<Page<StoredPolicy>> {
  const rows = await db.retentionPolicy.findMany({
    where: {
      ...(await whereNamed(db, 'retentionPolicy', page.text)),
      ...behindCursor('createdAt', page.cursor),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: (row) => row,
  });
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function updatePolicy(
  tx: Transaction,
  read: StoredPolicy,
  changes: Partial<PolicySettings>,
  now: Date,
): Promise<StoredPolicy> {
  const updatedAt = nextUpdatedAt(read.updatedAt, now);
  const { count } = await tx.retentionPolicy
    .updateMany({ where: { id: read.id, updatedAt: read.updatedAt }, data: { ...changes, updatedAt } })
    .catch(refuseDangling);
  requireSwapped(count);
  return getPolicy(tx, read.id);
}

export async function deletePolicy(tx: Transaction, id: string): Promise<void> {
  await tx.retentionPolicy.delete({ where: { id } }).catch(refuseDangling);
}

/** Names of the prune configs that a policy decides for; at most ten. */
export async function findPolicyUse(db: Transaction, retentionPolicyId: string): Promise<string[]> {
  const rows = await db.pruneConfig.findMany({
    where: { retentionPolicyId },
    take: 10,
    select: { name: true },
  });
  return rows.map((row) => row.name);
}
