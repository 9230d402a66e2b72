import { insertSchedule } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Schedule, ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { checkActions } from './check-actions.ts';
import { nextFrom, requireRecurrence } from './require-recurrence.ts';
import { toScheduleView } from './schedule-view.ts';

/** Instants before this moment are no occurrences of it. */
export async function createSchedule(ctx: CoreContext, input: ScheduleCreate): Promise<Schedule> {
  requireRole(ctx, 'admin');
  const { actions, ...settings } = input;
  requireRecurrence(settings);
  return inTransaction(ctx.db, async (tx) => {
    const checked = await checkActions(tx, ctx.kinds, actions);
    const now = ctx.clock();
    const times = { effectiveFrom: now, nextAt: nextFrom(settings, now) };
    const stored = await insertSchedule(tx, { ...settings, ...times }, checked, now);
    await recordChange(tx, ctx, {
      what: `Added schedule ${stored.name}`,
      noun: 'schedule',
      recordId: stored.id,
    });
    return toScheduleView(ctx.kinds, stored);
  });
}
