import type { HeldJob } from '@borgcube/db/job-claim-store';
import { storeProgress as storeProgressRow } from '@borgcube/db/job-state-store';
import type { JobProgress } from '@borgcube/domain/job/job';
import type { CoreContext } from '../core-context.ts';

/** Tells viewers only. */
export function tellProgress(
  ctx: Pick<CoreContext, 'bus'>,
  job: { readonly id: number; readonly state: string },
  progress: JobProgress,
): void {
  ctx.bus.publish({ type: 'job', jobId: job.id, state: job.state, progress });
}

/** For whoever looks at the job later, or from another node. */
export async function storeProgress(
  ctx: Pick<CoreContext, 'db'>,
  job: HeldJob,
  progress: JobProgress,
): Promise<void> {
  await storeProgressRow(ctx.db, job, progress);
}
