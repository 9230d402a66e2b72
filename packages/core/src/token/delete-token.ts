import { deleteApiToken, findApiToken } from '@borgcube/db/api-token-store';
import { inTransaction } from '@borgcube/db/transaction';
import { notFound } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { PeopleContext } from '../user/people-context.ts';
import { tellAccessChange } from '../user/tell-access-change.ts';

export async function deleteToken(ctx: PeopleContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const found = await findApiToken(tx, id);
    if (!found) throw notFound('token', id);
    await deleteApiToken(tx, id);
    tellAccessChange(tx, ctx, `token:${id}`);
    await writeAudit(tx, ctx, { what: `Deleted token ${found.name}`, noun: 'token', recordId: id });
  });
}
