import { type StoredArchive, toArchive } from './archive-store.ts';
import type { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export type Side = 'before' | 'after';

type Placed = Pick<StoredArchive, 'id' | 'timestamp'>;
type Comparable = Pick<StoredArchive, 'id' | 'timestamp' | 'repositoryId' | 'clientId' | 'configId'>;

/** The archive of a client right before or after another one, by start; null: there is none. */
export function findNeighbour(
  db: Transaction,
  clientId: string,
  archive: Placed,
  side: Side,
): Promise<StoredArchive | null> {
  return findNext(db, { clientId }, archive, side);
}

/**
 * What an archive is first of all compared with: the last good one before it of its client and repository, of its own
 * config where there is one, else the next one after it.
 */
export async function findCompared(db: Transaction, archive: Comparable): Promise<StoredArchive | null> {
  const { repositoryId, clientId, configId } = archive;
  const comparable = { repositoryId, clientId, vanishedAt: null };
  const good = { ...comparable, suspect: null };
  return (
    (configId === null ? null : await findNext(db, { ...good, configId }, archive, 'before')) ??
    (await findNext(db, good, archive, 'before')) ??
    (await findNext(db, comparable, archive, 'after'))
  );
}

/** One seek in an index: the outer comparison of the time is what lets both databases do so. */
async function findNext(
  db: Transaction,
  where: Prisma.ArchiveWhereInput,
  { id, timestamp }: Placed,
  side: Side,
): Promise<StoredArchive | null> {
  const [behind, order] = side === 'before' ? (['lt', 'desc'] as const) : (['gt', 'asc'] as const);
  const row = await db.archive.findFirst({
    where: {
      ...where,
      timestamp: { [`${behind}e`]: timestamp },
      OR: [{ timestamp: { [behind]: timestamp } }, { timestamp, id: { [behind]: id } }],
    },
    orderBy: [{ timestamp: order }, { id: order }],
  });
  return row && toArchive(row);
}
