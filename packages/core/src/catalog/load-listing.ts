import { getArchive } from '@borgcube/db/archive-store';
import { markCatalogued } from '@borgcube/db/catalog-store';
import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import type { CatalogJobData } from '@borgcube/domain/catalog/catalog';
import type { CatalogArchive } from '@borgcube/domain/catalog/catalog-questions';
import { type ComparedArchive, storeComparedIn } from '../archive/compare-changes.ts';
import type { CoreContext } from '../core-context.ts';

interface Listing {
  readonly archive: CatalogArchive;
  /** Its name in the repository. */
  readonly name: string;
  readonly fingerprint: string;
  readonly nfiles: number | null;
}

/** What a catalog job needs to know of its archive. Throws `not-found` when it is gone. */
export async function loadListing(
  ctx: Pick<CoreContext, 'db'>,
  { archiveId }: CatalogJobData,
): Promise<Listing> {
  const { id, name, fingerprint, nfiles, clientId, configId, timestamp } = await getArchive(
    ctx.db,
    archiveId,
  );
  const archive = { id, client: clientId ?? '', config: configId ?? '', timestamp: timestamp.getTime() };
  return { archive, name, fingerprint, nfiles };
}

/** It is in the catalog from now on, and so is what it changed; as part of a transaction. */
export async function catalogued(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus'>,
  { archiveId, compared }: CatalogJobData & { readonly compared: readonly ComparedArchive[] },
): Promise<void> {
  await markCatalogued(tx, archiveId, ctx.clock());
  for (const one of compared) await storeComparedIn(tx, ctx, one);
  const ids = new Set([archiveId, ...compared.map(({ archive }) => archive.id)]);
  afterCommit(tx, () => {
    for (const recordId of ids) ctx.bus.publish({ type: 'record', noun: 'archive', recordId });
  });
}
