import * as store from '@borgcube/db/ssh-key-store';
import type { NamedInput, Page } from '@borgcube/domain/form/page';
import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toSshKeyView } from './ssh-key-view.ts';

export async function listSshKeys(ctx: CoreContext, page: NamedInput): Promise<Page<SshKey>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listSshKeys(ctx.db, page);
  return { items: items.map(toSshKeyView), nextCursor };
}

export async function getSshKey(ctx: CoreContext, id: string): Promise<SshKey> {
  requireRole(ctx, 'viewer');
  return toSshKeyView(await store.getSshKey(ctx.db, id));
}
