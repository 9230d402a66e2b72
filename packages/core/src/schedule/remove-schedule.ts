import { deleteSchedule, getSchedule } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import { removeTriggersOf } from '@borgcube/db/trigger-store';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';

/** Its triggers go too; jobs that it made stay, and run. */
export async function removeSchedule(ctx: CoreContext, id: string): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const schedule = await getSchedule(tx, id);
    const removedTriggers = await removeTriggersOf(tx, 'schedule', id);
    await deleteSchedule(tx, id);
    await recordChange(tx, ctx, {
      what: `Deleted schedule ${schedule.name}`,
      noun: 'schedule',
      recordId: id,
      changes: removedTriggers === 0 ? {} : { removedTriggers: { to: removedTriggers } },
    });
  });
}
