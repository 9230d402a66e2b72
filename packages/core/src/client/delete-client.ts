import * as store from '@borgcube/db/client-store';
import { inTransaction } from '@borgcube/db/transaction';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';

/** Its archives stay in their repositories and in the lists, without a client. */
export async function deleteClient(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const client = await store.getClient(tx, id);
    const { configs, jobIds } = await store.findClientUse(tx, id);
    const users = [...configs.map((label) => `the backup config “${label}”`), ...jobWords(jobIds)];
    if (users.length > 0) throw inUse(`The client ${client.hostname}`, users);
    await store.deleteClient(tx, id);
    await recordChange(tx, ctx, {
      what: `Deleted client ${client.hostname}`,
      noun: 'client',
      recordId: id,
      changes: { connection: { from: client.connection?.remote ?? null } },
    });
  });
}
