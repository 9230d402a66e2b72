import type { StoredArchive } from './archive-store.ts';
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

export type NamedArchive = Pick<StoredArchive, 'id' | 'name' | 'timestamp' | 'clientId'>;

/** By id; those that are gone are left out. */
export async function readArchiveNames(
  db: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, NamedArchive>> {
  const rows = await db.archive.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true, timestamp: true, clientId: true },
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Those of the ids that no archive has; mostly there are none, and then no row is read. */
export async function findMissingArchives(
  db: Transaction,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const missing = new Set(ids);
  const where = { id: { in: [...missing] } };
  if ((await db.archive.count({ where })) === missing.size) return new Set();
  for (const { id } of await db.archive.findMany({ where, select: { id: true } })) missing.delete(id);
  return missing;
}

/** How many archives of a repository its catalog should hold. */
export function countCatalogued(db: Transaction, repositoryId: string): Promise<number> {
  return db.archive.count({ where: { repositoryId, cataloguedAt: { not: null } } });
}

/** Those. */
export async function listCataloguedIds(db: Transaction, repositoryId: string): Promise<string[]> {
  const rows = await db.archive.findMany({
    where: { repositoryId, cataloguedAt: { not: null } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** They are in no catalog any more; what was taken in since `until` is. */
export async function unmarkCatalogued(tx: Transaction, ids: readonly string[], until: Date): Promise<void> {
  for (const some of inParts(ids)) {
    const where = { id: { in: some }, cataloguedAt: { lte: until } };
    await tx.archive.updateMany({ where, data: { cataloguedAt: null } });
  }
}

/** They turned out to be in the catalog. */
export async function markFound(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
  for (const some of inParts(ids)) {
    const where = { id: { in: some }, cataloguedAt: null };
    await tx.archive.updateMany({ where, data: { cataloguedAt: at } });
  }
}

/** So many parameters both databases take. */
const PART = 500;

function inParts(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / PART) }, (_, part) =>
    ids.slice(part * PART, (part + 1) * PART),
  );
}

export async function markCatalogued(tx: Transaction, archiveId: string, at: Date): Promise<void> {
  await tx.archive.updateMany({ where: { id: archiveId }, data: { cataloguedAt: at } });
}
