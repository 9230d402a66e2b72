import { listArchives } from '@borgcube/db/archive-store';
import type { Transaction } from '@borgcube/db/open-database';
import type { CoreContext } from '../core-context.ts';
import { toArchiveView } from './archive-view.ts';

const AT_ONCE = 200;

/** The archives of a repository leave the record together with it: plugins are told of each one first. */
export async function tellArchivesGoIn(
  tx: Transaction,
  { hooks }: Pick<CoreContext, 'hooks'>,
  repositoryId: string,
): Promise<void> {
  if (!hooks.answers('archivePreDelete')) return;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listArchives(tx, { limit: AT_ONCE, cursor }, { repositoryId });
    for (const archive of page.items) {
      await hooks.callInTransaction(tx, 'archivePreDelete', { archive: toArchiveView(archive) });
    }
    cursor = page.nextCursor;
  }
}
