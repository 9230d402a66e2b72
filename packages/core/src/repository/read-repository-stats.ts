import { listArchives } from '@borgcube/db/archive-store';
import * as store from '@borgcube/db/repository-store';
import type { RepositoryStats } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

/** The figures as last measured: Borg is not asked. */
export async function readRepositoryStats(ctx: CoreContext, id: string): Promise<RepositoryStats> {
  requireRole(ctx, 'viewer');
  const repository = await store.getRepository(ctx.db, id);
  const newest = await listArchives(ctx.db, { limit: 1 }, { repositoryId: id });
  const { originalSize, compressedSize, deduplicatedSize, freeSpace, measuredAt } = repository;
  return {
    id,
    originalSize,
    compressedSize,
    deduplicatedSize,
    freeSpace,
    measuredAt: measuredAt?.toISOString() ?? null,
    newestArchiveAt: newest.items[0]?.timestamp.toISOString() ?? null,
  };
}
