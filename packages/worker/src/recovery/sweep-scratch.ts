import { listScratch, removeScratch } from '@borgcube/borg/restore/scratch';
import { isJobOver } from '@borgcube/core/job/find-job';
import type { WorkerContext } from '../worker-context.ts';

/** At the start of a worker: what jobs left on this machine that ended without it, on another node or as it could not be removed. */
export async function sweepScratch({ core, environment, report }: WorkerContext): Promise<void> {
  for (const jobId of await listScratch(environment)) {
    if (!(await isJobOver(core, jobId))) continue;
    await removeScratch(environment, jobId).catch((error) =>
      report(`the scratch folder of job ${jobId} could not be removed`, error),
    );
  }
}
