import * as store from '@borgcube/db/prune-config-store';
import type { NamedInput, Page } from '@borgcube/domain/form/page';
import type { PruneConfig } from '@borgcube/domain/prune/prune-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toPruneConfigView } from './prune-config-view.ts';

export async function listPruneConfigs(ctx: CoreContext, page: NamedInput): Promise<Page<PruneConfig>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listPruneConfigs(ctx.db, page);
  return { items: items.map(toPruneConfigView), nextCursor };
}

export async function getPruneConfig(ctx: CoreContext, id: string): Promise<PruneConfig> {
  requireRole(ctx, 'viewer');
  return toPruneConfigView(await store.getPruneConfig(ctx.db, id));
}
