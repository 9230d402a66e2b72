import { countCatalogued, listCataloguedIds, markFound, unmarkCatalogued } from '@borgcube/db/catalog-store';
import type { CoreContext } from '../core-context.ts';

/**
 * Holds what is on record as listed against what the catalog of this server holds: it is a cache, and may have been deleted,
 * found broken or thrown away with an upgrade. What it lost counts as never listed, so that it is said, and listed again.
 */
export async function matchCatalog(
  { db, catalog, clock }: Pick<CoreContext, 'db' | 'catalog' | 'clock'>,
  repositoryId: string,
): Promise<void> {
  const unless = await countCatalogued(db, repositoryId);
  if ((await catalog.ask(repositoryId, 'archives', { unless })) === null) return;
  // In this order: what is on record by now the catalog has had before.
  const now = clock();
  const recorded = new Set(await listCataloguedIds(db, repositoryId));
  const held = new Set(await catalog.ask(repositoryId, 'archives', { unless: null }));
  const lost = [...recorded].filter((id) => !held.has(id));
  const found = [...held].filter((id) => !recorded.has(id));
  await unmarkCatalogued(db, lost, now);
  await markFound(db, found, now);
}
