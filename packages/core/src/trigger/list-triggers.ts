import * as store from '@borgcube/db/trigger-store';
import type { Page } from '@borgcube/domain/form/page';
import type { Trigger, TriggerList } from '@borgcube/domain/trigger/trigger';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toTriggerView } from './trigger-view.ts';

export async function listTriggers(
  ctx: CoreContext,
  { limit, cursor, ...filter }: TriggerList,
): Promise<Page<Trigger>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listTriggers(ctx.db, { limit, cursor }, filter);
  return { items: await Promise.all(items.map((one) => toTriggerView(ctx.db, ctx, one))), nextCursor };
}

export async function getTrigger(ctx: CoreContext, id: string): Promise<Trigger> {
  requireRole(ctx, 'viewer');
  return toTriggerView(ctx.db, ctx, await store.getTrigger(ctx.db, id));
}
