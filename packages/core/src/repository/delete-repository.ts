import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { REPOSITORY } from '../secret/secret-places.ts';

/** Forgets the record. The data stay where they are, and the secrets stay sealed as orphaned. */
export async function deleteRepository(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    await store.lockRepository(tx, id);
    const repository = await store.getRepository(tx, id);
    const { configs, jobIds } = await store.findRepositoryUse(tx, id);
    const users = [
      ...configs.map(({ label, hostname }) => `the backup config “${label}” of ${hostname}`),
      ...jobWords(jobIds),
    ];
    if (users.length > 0) throw inUse(`The repository ${repository.name}`, users);
    await store.deleteRepository(tx, id);
    await ctx.secrets.orphan(tx, REPOSITORY, id, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Deleted repository ${repository.name}`,
      noun: 'repository',
      recordId: id,
      changes: { url: { from: repository.url }, borgId: { from: repository.borgId } },
    });
  });
}
