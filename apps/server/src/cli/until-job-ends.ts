import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { LocalApi } from './local-api.ts';

const LOOK_EVERY_MS = 300;

/** The job as it is once it has ended, however it did. */
export async function untilJobEnds(api: LocalApi, id: number): Promise<JobDetail> {
  for (;;) {
    const job = await api.jobs.get.query({ id });
    if (isFinal(job.state)) return job;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
