import { findArchive, getArchive } from '@borgcube/db/archive-store';
import { findNewestJobOf } from '@borgcube/db/job-store';
import type { ArchiveCatalog } from '@borgcube/domain/catalog/catalog';
import { isFinal } from '@borgcube/domain/job/job-state';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** Whether the archive is in the catalog of this machine; else what becomes of it. */
export async function readCatalogState(ctx: CoreContext, archiveId: string): Promise<ArchiveCatalog> {
  requireRole(ctx, 'viewer');
  const { repositoryId } = await getArchive(ctx.db, archiveId);
  const entries = await ctx.catalog.ask(repositoryId, 'entries', { archiveId });
  const job = await findNewestJobOf(ctx.db, { kind: 'catalog', configId: archiveId });
  const jobId = job?.id ?? null;
  if (entries === null) {
    const state = job && !isFinal(job.state) ? 'building' : job?.state === 'failed' ? 'failed' : 'missing';
    return { state, jobId, entries, previous: null };
  }
  const previousId = await ctx.catalog.ask(repositoryId, 'previous', { archiveId });
  // Deleted a moment ago it may still be in the catalog.
  const previous = previousId === null ? null : await findArchive(ctx.db, previousId);
  return {
    state: 'ready',
    jobId,
    entries,
    previous: previous && { id: previous.id, timestamp: previous.timestamp.toISOString() },
  };
}
