import { listApiTokens } from '@borgcube/db/api-token-store';
import type { Page, PageInput } from '@borgcube/domain/form/page';
import type { ApiToken } from '@borgcube/domain/user/api-token';
import { requireRole } from '../actor/require-role.ts';
import type { PeopleContext } from '../user/people-context.ts';
import { apiTokenView } from './api-token-view.ts';

export async function listTokens(ctx: PeopleContext, page: PageInput): Promise<Page<ApiToken>> {
  requireRole(ctx, 'admin');
  const { items, nextCursor } = await listApiTokens(ctx.db, page);
  return { items: items.map(apiTokenView), nextCursor };
}
