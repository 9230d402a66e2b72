import * as store from '@borgcube/db/check-config-store';
import type { CheckConfig, CheckConfigList } from '@borgcube/domain/check-config/check-config';
import type { Page } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toCheckConfigView } from './check-config-view.ts';

export async function listCheckConfigs(
  ctx: CoreContext,
  { limit, cursor, ...filter }: CheckConfigList,
): Promise<Page<CheckConfig>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listCheckConfigs(ctx.db, { limit, cursor }, filter);
  return { items: items.map(toCheckConfigView), nextCursor };
}

export async function getCheckConfig(ctx: CoreContext, id: string): Promise<CheckConfig> {
  requireRole(ctx, 'viewer');
  return toCheckConfigView(await store.getCheckConfig(ctx.db, id));
}
