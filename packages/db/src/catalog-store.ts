import { type StoredArchive, toArchive } from './archive-store.ts';
import type { Transaction } from './open-database.ts';

/** Which archives are meant; the narrowest of them counts. */
export interface CatalogScope {
  readonly archiveId?: string | undefined;
  readonly repositoryId?: string | undefined;
  readonly clientId?: string | undefined;
}

const REPOSITORIES_MAX = 1000;

/** Repositories that hold archives in question, in the order of their ids. */
export async function listRepositoriesOf(db: Transaction, scope: CatalogScope): Promise<string[]> {
  const { archiveId, repositoryId, clientId } = scope;
  const archives =
    archiveId === undefined ? (clientId === undefined ? null : { clientId }) : { id: archiveId };
  const rows = await db.repository.findMany({
    where: {
      ...(repositoryId === undefined ? {} : { id: repositoryId }),
      ...(archives === null ? {} : { archives: { some: archives } }),
    },
    orderBy: { id: 'asc' },
    take: REPOSITORIES_MAX,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** How many archives in question were never taken into a catalog. */
export function countUncatalogued(db: Transaction, scope: CatalogScope): Promise<number> {
  return db.archive.count({ where: uncatalogued(scope) });
}

/** The newest of them. */
export async function listUncatalogued(
  db: Transaction,
  scope: CatalogScope,
  limit: number,
): Promise<string[]> {
  const rows = await db.archive.findMany({
    where: uncatalogued(scope),
    orderBy: [{ timestamp: 'desc' }, { id: 'desc' }],
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

function uncatalogued({ archiveId, repositoryId, clientId }: CatalogScope) {
  return {
    cataloguedAt: null,
    vanishedAt: null,
    ...(archiveId === undefined ? {} : { id: archiveId }),
    ...(repositoryId === undefined ? {} : { repositoryId }),
    ...(clientId === undefined ? {} : { clientId }),
  };
}

/** By id; those that are gone are left out. */
export async function readArchives(
  db: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredArchive>> {
  const rows = await db.archive.findMany({ where: { id: { in: [...new Set(ids)] } } });
  return new Map(rows.map((row) => [row.id, toArchive(row)]));
}

export async function markCatalogued(tx: Transaction, archiveId: string, at: Date): Promise<void> {
  await tx.archive.updateMany({ where: { id: archiveId }, data: { cataloguedAt: at } });
}
