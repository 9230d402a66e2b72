import * as store from '@borgcube/db/archive-store';
import type { Archive, ArchiveList } from '@borgcube/domain/archive/archive';
import type { Page } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toArchiveView } from './archive-view.ts';

export async function listArchives(
  ctx: CoreContext,
  { limit, cursor, ...filter }: ArchiveList,
): Promise<Page<Archive>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listArchives(ctx.db, { limit, cursor }, filter);
  return { items: items.map(toArchiveView), nextCursor };
}

export async function getArchive(ctx: CoreContext, id: string): Promise<Archive> {
  requireRole(ctx, 'viewer');
  return toArchiveView(await store.getArchive(ctx.db, id));
}
