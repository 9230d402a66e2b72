import { advanceSchedule, type DueSchedule, listDueSchedules } from '@borgcube/db/due-schedule-store';
import { insertOccurrences, type NewOccurrence } from '@borgcube/db/occurrence-store';
import { inTransaction } from '@borgcube/db/transaction';
import { type DuePlan, planDue } from '@borgcube/domain/schedule/plan-due';
import { Recurrence } from '@borgcube/domain/schedule/recurrence';
import { Misfire } from '@borgcube/domain/schedule/schedule';
import type { CoreContext } from '../core-context.ts';

/** Schedules in one transaction. */
const AT_ONCE = 100;

/**
 * Gives each instant that has come its row, and each schedule its next instant. Any number of schedulers may do this at
 * once: a schedule's step forward is a compare-and-swap, and an instant has one row for ever. Answers whether there may
 * be more.
 */
export async function materialiseDue(
  ctx: Pick<CoreContext, 'db' | 'clock'>,
  watchedSince: (oldest: Date) => Promise<number>,
): Promise<boolean> {
  const now = ctx.clock();
  const due = await listDueSchedules(ctx.db, now, AT_ONCE);
  const [oldest] = due;
  if (!oldest) return false;
  const since = await watchedSince(oldest.nextAt);
  const plans = due.map((schedule) => ({ schedule, plan: planOf(schedule, now, since) }));
  await inTransaction(ctx.db, async (tx) => {
    const rows: NewOccurrence[] = [];
    for (const { schedule, plan } of plans) {
      const next = plan.next === null ? null : new Date(plan.next);
      if (!(await advanceSchedule(tx, schedule, next))) continue;
      rows.push(
        ...plan.rows.map((row) => ({ ...row, scheduleId: schedule.id, instant: new Date(row.instant) })),
      );
    }
    await insertOccurrences(tx, rows, now);
  });
  return due.length === AT_ONCE;
}

function planOf(schedule: DueSchedule, now: Date, watchedSince: number): DuePlan {
  return planDue({
    recurrence: new Recurrence(schedule),
    nextAt: schedule.nextAt.getTime(),
    now: now.getTime(),
    watchedSince,
    misfire: Misfire.parse(schedule.misfire),
  });
}
