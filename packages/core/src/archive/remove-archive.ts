import type { StoredArchive } from '@borgcube/db/archive-store';
import { refreshNewestGoodArchive } from '@borgcube/db/client-store';
import { deleteArchiveRow } from '@borgcube/db/mirrored-archive-store';
import type { Transaction } from '@borgcube/db/open-database';
import { afterCommit } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { toArchiveView } from './archive-view.ts';

/** Takes a row away whose archive is gone for good, as part of a transaction. */
export async function removeArchiveIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'hooks' | 'bus'>,
  archive: StoredArchive,
): Promise<void> {
  await ctx.hooks.callInTransaction(tx, 'archivePreDelete', { archive: toArchiveView(archive) });
  await deleteArchiveRow(tx, archive.id);
  const { clientId } = archive;
  if (clientId !== null) await refreshNewestGoodArchive(tx, clientId);
  afterCommit(tx, () => {
    ctx.bus.publish({ type: 'record', noun: 'archive', recordId: archive.id });
    if (clientId !== null) ctx.bus.publish({ type: 'record', noun: 'client', recordId: clientId });
  });
}
