import { findUnfinishedJobs } from '@borgcube/db/backup-config-store';
import * as store from '@borgcube/db/prune-config-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { releaseTargetIn } from '../schedule/release-target.ts';

/** Its triggers and scheduled actions go with it; archives, and the plans that were carried out, stay. */
export async function deletePruneConfig(ctx: CoreContext, id: string): Promise<DeletedConfig> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const { name } = await store.getPruneConfig(tx, id);
    const jobIds = await findUnfinishedJobs(tx, id);
    if (jobIds.length > 0) throw inUse(`The prune config ${name}`, jobWords(jobIds));
    const words = `prune config ${name}`;
    const { changes, ...released } = await releaseTargetIn(tx, ctx, { noun: 'pruneConfig', id, words });
    await store.deletePruneConfig(tx, id);
    await recordChange(tx, ctx, { what: `Deleted ${words}`, noun: 'pruneConfig', recordId: id, changes });
    return { id, ...released };
  });
}
