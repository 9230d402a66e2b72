import * as store from '@borgcube/db/retention-policy-store';
import type { NamedInput, Page } from '@borgcube/domain/form/page';
import type { RetentionPolicy } from '@borgcube/domain/retention/retention-policy';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toPolicyView } from './policy-view.ts';

export async function listPolicies(ctx: CoreContext, page: NamedInput): Promise<Page<RetentionPolicy>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listPolicies(ctx.db, page);
  return { items: items.map(toPolicyView), nextCursor };
}

export async function getPolicy(ctx: CoreContext, id: string): Promise<RetentionPolicy> {
  requireRole(ctx, 'viewer');
  return toPolicyView(await store.getPolicy(ctx.db, id));
}
