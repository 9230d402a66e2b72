import { notFound } from '@borgcube/domain/error/domain-error';
import type { Page } from '@borgcube/domain/form/page';
import { refuseDangling } from './edited-record.ts';
import type { SshKey as StoredSshKey } from './generated/sqlite/client.ts';
import { behindCursor, type NamedAsked, toPage } from './keyset.ts';
import { whereNamed } from './named-records.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export type { StoredSshKey };

export interface NewSshKey {
  readonly name: string;
  readonly publicKey: string;
  readonly fingerprint: string;
}

export async function insertSshKey(tx: Transaction, key: NewSshKey, now: Date): Promise<StoredSshKey> {
  const data = { id: newRecordId(now), ...key, createdAt: now, updatedAt: now };
  return tx.sshKey.create({ data });
}

export async function findSshKey(db: Transaction, id: string): Promise<StoredSshKey | null> {
  return db.sshKey.findUnique({ where: { id } });
}

export async function getSshKey(db: Transaction, id: string): Promise<StoredSshKey> {
  const key = await findSshKey(db, id);
  if (!key) throw notFound('SSH key', id);
  return key;
}

export async function listSshKeys(db: Transaction, page: NamedAsked): Promise<Page<StoredSshKey>> {
  const rows = await db.sshKey.findMany({
    where: { ...(await whereNamed(db, 'sshKey', page.text)), ...behindCursor('createdAt', page.cursor) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit + 1,
  });
  return toPage(rows, page.limit, {
    position: (row) => ({ at: row.createdAt, id: row.id }),
    item: (row) => row,
  });
}

export async function deleteSshKey(tx: Transaction, id: string): Promise<void> {
  await tx.sshKey.delete({ where: { id } }).catch(refuseDangling);
}

export interface SshKeyUse {
  readonly hostnames: readonly string[];
  readonly repositories: readonly string[];
}

/** Who logs in with it; at most ten of each kind. */
export async function findSshKeyUse(db: Transaction, sshKeyId: string): Promise<SshKeyUse> {
  const connections = await db.connection.findMany({
    where: { sshKeyId },
    take: 10,
    select: { client: { select: { hostname: true } } },
  });
  const repositories = await db.repository.findMany({
    where: { sshKeyId },
    take: 10,
    select: { name: true },
  });
  return {
    hostnames: connections.map(({ client }) => client.hostname),
    repositories: repositories.map(({ name }) => name),
  };
}
