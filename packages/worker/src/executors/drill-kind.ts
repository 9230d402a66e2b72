import { removeScratch } from '@borgcube/borg/restore/scratch';
import { requestDrill } from '@borgcube/core/proof/request-drill';
import { DrillJobData } from '@borgcube/domain/proof/drill';
import { defineJobKind, type JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { runDrill } from './drill-executor.ts';

/** `verify-restore`: restores out of an archive to a scratch place, compares, and writes down what came of it. */
export function makeDrillKind(parts: BackupParts): JobKind<DrillJobData> {
  return defineJobKind({
    name: 'verify-restore',
    verboseName: 'Restore drill',
    states: [
      { name: 'planning', verboseName: 'Choosing what is restored' },
      { name: 'restoring', verboseName: 'Restoring' },
      { name: 'comparing', verboseName: 'Comparing' },
    ],
    config: { schema: DrillJobData, version: 1, steps: [] },
    access: () => 'read',
    runnable: true,
    request: requestDrill,
    executor: {
      prepare: (_job, context) => context.enter('planning'),
      run: (job, context) => runDrill(parts, job, context),
      // What was found out half way proves nothing; it can be done again at any time.
      recover: async ({ job }) => {
        await removeScratch(parts.environment, job.id);
        return null;
      },
    },
  });
}
