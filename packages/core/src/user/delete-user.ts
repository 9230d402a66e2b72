import { inTransaction } from '@borgcube/db/transaction';
import * as users from '@borgcube/db/user-store';
import { notFound } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { PeopleContext } from './people-context.ts';
import { tellAccessChange } from './tell-access-change.ts';
import { keepAnAdmin } from './update-user.ts';
import { userView } from './user-view.ts';

/** Ends the user's sessions with it. */
export async function deleteUser(ctx: PeopleContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const found = await users.findUser(tx, id);
    if (!found) throw notFound('user', id);
    const { email, role } = userView(found);
    await keepAnAdmin(tx, role);
    await users.deleteUser(tx, id);
    tellAccessChange(tx, ctx, `user:${id}`);
    await writeAudit(tx, ctx, { what: `Deleted user ${email}`, noun: 'user', recordId: id });
  });
}
