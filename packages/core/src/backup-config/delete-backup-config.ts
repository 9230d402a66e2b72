import * as store from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { disableSchedule, removeActionsOf, type ScheduleName } from '@borgcube/db/scheduled-target-store';
import { inTransaction } from '@borgcube/db/transaction';
import { removeTriggersOf } from '@borgcube/db/trigger-store';
import type { DeletedBackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse, jobWords } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';

/**
 * Takes its triggers and the scheduled actions that name the config with it; a schedule that has none left is disabled.
 * The answer and the audit log say so. Archives stay.
 */
export async function deleteBackupConfig(ctx: CoreContext, id: string): Promise<DeletedBackupConfig> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const config = await store.getBackupConfig(tx, id);
    const { hostname } = await getClient(tx, config.clientId);
    const name = `${config.label} of ${hostname}`;
    const jobIds = await store.findUnfinishedJobs(tx, id);
    if (jobIds.length > 0) throw inUse(`The backup config ${name}`, jobWords(jobIds));
    const { count, emptied } = await removeActionsOf(tx, 'backupConfig', id);
    for (const schedule of emptied) await disable(tx, ctx, schedule, name);
    const removedTriggers = await removeTriggersOf(tx, 'backupConfig', id);
    await store.deleteBackupConfig(tx, id);
    await recordChange(tx, ctx, {
      what: `Deleted backup config ${name}`,
      noun: 'backupConfig',
      recordId: id,
      changes: {
        ...(count === 0 ? {} : { removedActions: { to: count } }),
        ...(removedTriggers === 0 ? {} : { removedTriggers: { to: removedTriggers } }),
        ...(emptied.length === 0 ? {} : { disabledSchedules: { to: emptied.map((one) => one.name) } }),
      },
    });
    return { id, removedActions: count, removedTriggers, disabledSchedules: [...emptied] };
  });
}

async function disable(
  tx: Transaction,
  ctx: CoreContext,
  schedule: ScheduleName,
  config: string,
): Promise<void> {
  await disableSchedule(tx, schedule.id);
  await recordChange(tx, ctx, {
    what: `Disabled schedule ${schedule.name}: its last action named the deleted backup config ${config}`,
    noun: 'schedule',
    recordId: schedule.id,
    changes: { recurrenceEnabled: { from: true, to: false } },
  });
}
