import * as users from '@borgcube/db/user-store';
import type { Page, PageInput } from '@borgcube/domain/form/page';
import type { User } from '@borgcube/domain/user/user';
import { requireRole } from '../actor/require-role.ts';
import type { PeopleContext } from './people-context.ts';
import { userView } from './user-view.ts';

export async function listUsers(ctx: PeopleContext, page: PageInput): Promise<Page<User>> {
  requireRole(ctx, 'admin');
  const { items, nextCursor } = await users.listUsers(ctx.db, page);
  return { items: items.map(userView), nextCursor };
}
