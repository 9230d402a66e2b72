import { findUnfinishedJobs } from '@borgcube/db/backup-config-store';
import * as store from '@borgcube/db/check-config-store';
import { getRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { releaseTargetIn } from '../schedule/release-target.ts';

/** Its triggers and scheduled actions go with it; what its checks found stays. */
export async function deleteCheckConfig(ctx: CoreContext, id: string): Promise<DeletedConfig> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const config = await store.getCheckConfig(tx, id);
    const { name } = await getRepository(tx, config.repositoryId);
    const words = `check ${config.label} of ${name}`;
    const jobIds = await findUnfinishedJobs(tx, id);
    if (jobIds.length > 0) throw inUse(`The ${words}`, jobWords(jobIds));
    const { changes, ...released } = await releaseTargetIn(tx, ctx, { noun: 'checkConfig', id, words });
    await store.deleteCheckConfig(tx, id);
    await recordChange(tx, ctx, { what: `Deleted ${words}`, noun: 'checkConfig', recordId: id, changes });
    return { id, ...released };
  });
}
