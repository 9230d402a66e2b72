import * as store from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { DeletedConfig } from '@borgcube/domain/schedule/deleted-config';
import { requireRole } from '../actor/require-role.ts';
import { assessClientIn } from '../alert/assess-client.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { releaseTargetIn } from '../schedule/release-target.ts';

/**
 * Takes its triggers and the scheduled actions that name the config with it; a schedule that has none left is disabled.
 * The answer and the audit log say so. Archives stay.
 */
export async function deleteBackupConfig(ctx: CoreContext, id: string): Promise<DeletedConfig> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const config = await store.getBackupConfig(tx, id);
    const { hostname } = await getClient(tx, config.clientId);
    const words = `backup config ${config.label} of ${hostname}`;
    const jobIds = await store.findUnfinishedJobs(tx, id);
    if (jobIds.length > 0) throw inUse(`The ${words}`, jobWords(jobIds));
    const { changes, ...released } = await releaseTargetIn(tx, ctx, { noun: 'backupConfig', id, words });
    await store.deleteBackupConfig(tx, id);
    await assessClientIn(tx, ctx, config.clientId);
    await recordChange(tx, ctx, { what: `Deleted ${words}`, noun: 'backupConfig', recordId: id, changes });
    return { id, ...released };
  });
}
