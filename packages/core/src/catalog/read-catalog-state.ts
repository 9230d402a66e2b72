import { getArchive } from '@borgcube/db/archive-store';
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
  if (entries !== null) return { state: 'ready', jobId: job?.id ?? null, entries };
  if (job && !isFinal(job.state)) return { state: 'building', jobId: job.id, entries: null };
  return { state: job?.state === 'failed' ? 'failed' : 'missing', jobId: job?.id ?? null, entries: null };
}
