import { type StoredArchive, toArchive } from './archive-store.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

/** How many files are new, changed and deleted against the archive before. */
export interface StoredChanges {
  readonly newFiles: number;
  readonly changedFiles: number;
  readonly deletedFiles: number;
}

type Place = Pick<StoredArchive, 'id' | 'repositoryId' | 'configId' | 'timestamp'>;

/**
 * The archive of its config that an archive is held against: the newest before it, left out those whose own loss would
 * count twice. `unusual` is what the reasons of those begin with that are whole all the same.
 */
export async function findPredecessor(
  db: Transaction,
  archive: Place,
  unusual: string,
): Promise<StoredArchive | null> {
  const row = await db.archive.findFirst({
    where: {
      ...ofConfig(archive),
      AND: [before(archive), { OR: [{ suspect: null }, { suspect: { startsWith: unusual } }] }],
    },
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
  });
  return row && toArchive(row);
}

/** The next archive of its config, if it is in the catalog and was never held against this one. */
export async function findWaitingSuccessor(db: Transaction, archive: Place): Promise<StoredArchive | null> {
  const { timestamp, id } = archive;
  const row = await db.archive.findFirst({
    where: { ...ofConfig(archive), OR: [{ timestamp: { gt: timestamp } }, { timestamp, id: { gt: id } }] },
    orderBy: [{ timestamp: 'asc' }, { id: 'asc' }],
  });
  return row?.cataloguedAt && row.newFiles === null ? toArchive(row) : null;
}

/** Good archives of its config before it that were held against another, newest first. */
export async function listComparedBefore(
  db: Transaction,
  archive: Place,
  take: number,
): Promise<StoredArchive[]> {
  const rows = await db.archive.findMany({
    where: { ...ofConfig(archive), suspect: null, newFiles: { not: null }, ...before(archive) },
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
    take,
  });
  return rows.map(toArchive);
}

/** `suspect` is marked only the first time, and never over another reason: what a person accepted stays so. */
export async function storeChanges(
  tx: Transaction,
  id: string,
  { suspect, ...changes }: StoredChanges & { readonly suspect: string | null },
): Promise<boolean> {
  const { count } =
    suspect === null
      ? { count: 0 }
      : await tx.archive.updateMany({ where: { id, newFiles: null, suspect: null }, data: { suspect } });
  await tx.archive.updateMany({ where: { id }, data: changes });
  return count === 1;
}

function ofConfig({ repositoryId, configId }: Place) {
  return { repositoryId, configId, vanishedAt: null } satisfies Prisma.ArchiveWhereInput;
}

function before({ timestamp, id }: Place) {
  return { OR: [{ timestamp: { lt: timestamp } }, { timestamp, id: { lt: id } }] };
}
