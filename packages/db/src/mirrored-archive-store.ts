import { nameKey } from '@borgcube/domain/archive/name-key';
import { type StoredArchive, toArchive } from './archive-store.ts';
import type { Transaction } from './open-database.ts';

/** Bound variables in one statement; SQLite takes 32,766. */
const STEP = 1000;

/** All rows of one repository, oldest first. For jobs, never for a request. */
export async function findMirroredArchives(db: Transaction, repositoryId: string): Promise<StoredArchive[]> {
  const rows = await db.archive.findMany({
    where: { repositoryId },
    orderBy: [{ timestamp: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toArchive);
}

/** Those that are there, in no order. */
export async function findArchives(db: Transaction, ids: readonly string[]): Promise<StoredArchive[]> {
  const found: StoredArchive[] = [];
  for (let at = 0; at < ids.length; at += STEP) {
    const rows = await db.archive.findMany({ where: { id: { in: ids.slice(at, at + STEP) } } });
    found.push(...rows.map(toArchive));
  }
  return found;
}

export interface ArchiveIdentity {
  readonly fingerprint: string;
  readonly name: string;
  readonly timestampEnd: Date;
}

/** The same archive under another fingerprint, and perhaps another name. */
export async function adoptIdentity(tx: Transaction, id: string, identity: ArchiveIdentity): Promise<void> {
  await tx.archive.update({
    where: { id },
    data: { ...identity, nameKey: nameKey(identity.name), vanishedAt: null },
  });
}

/** `at` null: they are there again. */
export async function storeVanished(tx: Transaction, ids: readonly string[], at: Date | null): Promise<void> {
  for (let from = 0; from < ids.length; from += STEP) {
    await tx.archive.updateMany({
      where: { id: { in: ids.slice(from, from + STEP) } },
      data: { vanishedAt: at },
    });
  }
}

export async function countVanished(db: Transaction, repositoryId: string): Promise<number> {
  return db.archive.count({ where: { repositoryId, vanishedAt: { not: null } } });
}

/** Missing without a job of ours, oldest first. */
export async function findVanishedArchives(db: Transaction, repositoryId: string): Promise<StoredArchive[]> {
  const rows = await db.archive.findMany({
    where: { repositoryId, vanishedAt: { not: null } },
    orderBy: [{ timestamp: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toArchive);
}

export async function deleteArchiveRow(tx: Transaction, id: string): Promise<void> {
  await tx.archive.deleteMany({ where: { id } });
}

/** A check read them and found nothing wrong. */
export async function storeChecked(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
  for (let from = 0; from < ids.length; from += STEP) {
    await tx.archive.updateMany({
      where: { id: { in: ids.slice(from, from + STEP) } },
      data: { checkedAt: at },
    });
  }
}

/** What is known of an archive that was listed without its figures. */
export async function storeArchiveFigures(
  tx: Transaction,
  id: string,
  figures: Partial<
    Record<'nfiles' | 'originalSize' | 'compressedSize' | 'deduplicatedSize' | 'duration', number>
  >,
): Promise<void> {
  await tx.archive.update({ where: { id }, data: figures });
}

export async function assignClient(tx: Transaction, id: string, clientId: string): Promise<void> {
  await tx.archive.update({ where: { id }, data: { clientId } });
}

/** Clients that have archives on record there. */
export async function findClientsOfRepository(db: Transaction, repositoryId: string): Promise<string[]> {
  const rows = await db.archive.groupBy({
    by: ['clientId'],
    where: { repositoryId, clientId: { not: null } },
  });
  return rows.flatMap(({ clientId }) => clientId ?? []);
}
