import * as store from '@borgcube/db/retention-policy-store';
import { inTransaction } from '@borgcube/db/transaction';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';

export async function deletePolicy(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const policy = await store.getPolicy(tx, id);
    const users = await store.findPolicyUse(tx, id);
    if (users.length > 0) {
      throw inUse(
        `The retention policy ${policy.name}`,
        users.map((name) => `the prune config “${name}”`),
      );
    }
    await store.deletePolicy(tx, id);
    await recordChange(tx, ctx, {
      what: `Deleted retention policy ${policy.name}`,
      noun: 'retentionPolicy',
      recordId: id,
    });
  });
}
