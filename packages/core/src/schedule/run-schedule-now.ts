import { getSchedule } from '@borgcube/db/schedule-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { ScheduleRun } from '@borgcube/domain/schedule/schedule';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobsIn } from '../job/create-jobs.ts';
import { recordChange } from '../record/record-change.ts';
import { expandActions } from './expand-actions.ts';
import { inChunks, JOBS_PER_CHUNK } from './job-chunks.ts';

/** All actions once, now, whether it is enabled or not; its own times stay as they are. */
export async function runScheduleNow(ctx: CoreContext, id: string): Promise<ScheduleRun> {
  requireRole(ctx, 'operator');
  const { requests, problems } = await inTransaction(ctx.db, async (tx) => {
    const schedule = await getSchedule(tx, id);
    await recordChange(tx, ctx, { what: `Ran schedule ${schedule.name}`, noun: 'schedule', recordId: id });
    return expandActions(tx, ctx.kinds, schedule.actions);
  });
  const jobs: number[] = [];
  for (const chunk of inChunks(requests, JOBS_PER_CHUNK)) {
    const asked = chunk.map(({ request: { target: _, ...request } }) => request);
    const made = await inTransaction(ctx.db, (tx) => createJobsIn(tx, ctx, asked));
    jobs.push(...made.map(({ id: job }) => job));
  }
  return { jobs: [...new Set(jobs)], problems: [...problems] };
}
