import * as store from '@borgcube/db/ssh-key-store';
import { inTransaction } from '@borgcube/db/transaction';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { SSH_KEY } from '../secret/secret-places.ts';

export async function deleteSshKey(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const { name, fingerprint } = await store.getSshKey(tx, id);
    const { hostnames, repositories } = await store.findSshKeyUse(tx, id);
    const users = [
      ...hostnames.map((hostname) => `the connection of ${hostname}`),
      ...repositories.map((repository) => `the repository ${repository}`),
    ];
    if (users.length > 0) throw inUse(`The SSH key ${name}`, users);
    await store.deleteSshKey(tx, id);
    await ctx.secrets.orphan(tx, SSH_KEY, id, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Deleted SSH key ${name}`,
      noun: 'sshKey',
      recordId: id,
      changes: { fingerprint: { from: fingerprint } },
    });
  });
}
