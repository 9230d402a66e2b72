import { insertArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { storeLastGood } from '@borgcube/db/backup-config-store';
import { storeNewestGoodArchive } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { storeFigures } from '@borgcube/db/repository-store';
import { afterCommit } from '@borgcube/db/transaction';
import type { NewArchive } from '@borgcube/domain/archive/new-archive';
import type { CoreContext } from '../core-context.ts';
import { toArchiveView } from './archive-view.ts';

/** Records an archive that is in its repository, with all that follows from it, as part of a transaction. */
export async function addArchiveIn(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'hooks' | 'bus'>,
  archive: NewArchive,
): Promise<StoredArchive> {
  const now = ctx.clock();
  const stored = await insertArchive(tx, archive, now);
  const { clientId, configId, repositoryId } = archive;
  if (clientId !== null && archive.suspect === null) {
    await storeNewestGoodArchive(tx, clientId, archive.timestamp);
  }
  if (archive.repositoryFigures) {
    await storeFigures(tx, repositoryId, { ...archive.repositoryFigures, measuredAt: now });
  }
  if (configId !== null && archive.lastGood) await storeLastGood(tx, configId, archive.lastGood);
  await ctx.hooks.callInTransaction(tx, 'archiveAdded', { archive: toArchiveView(stored) });
  afterCommit(tx, () => {
    ctx.bus.publish({ type: 'record', noun: 'archive', recordId: stored.id });
    ctx.bus.publish({ type: 'record', noun: 'repository', recordId: repositoryId });
    if (clientId !== null) ctx.bus.publish({ type: 'record', noun: 'client', recordId: clientId });
  });
  return stored;
}
