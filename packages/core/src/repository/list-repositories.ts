import * as store from '@borgcube/db/repository-store';
import type { NamedInput, Page } from '@borgcube/domain/form/page';
import type { Repository } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toRepositoryView, toRepositoryViews } from './repository-view.ts';

export async function listRepositories(ctx: CoreContext, page: NamedInput): Promise<Page<Repository>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listRepositories(ctx.db, page);
  return { items: await toRepositoryViews(ctx.db, items), nextCursor };
}

export async function getRepository(ctx: CoreContext, id: string): Promise<Repository> {
  requireRole(ctx, 'viewer');
  return toRepositoryView(ctx.db, await store.getRepository(ctx.db, id));
}
