import * as store from '@borgcube/db/client-store';
import type { Client } from '@borgcube/domain/client/client';
import type { Page, PageInput } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toClientView } from './client-view.ts';

export async function listClients(ctx: CoreContext, page: PageInput): Promise<Page<Client>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listClients(ctx.db, page);
  return { items: items.map(toClientView), nextCursor };
}

export async function getClient(ctx: CoreContext, id: string): Promise<Client> {
  requireRole(ctx, 'viewer');
  return toClientView(await store.getClient(ctx.db, id));
}
