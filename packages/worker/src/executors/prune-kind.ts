import { findCurrentPrune } from '@borgcube/core/prune-config/run-prune-config';
import { PRUNE_CONFIG_VERSION, PruneJobData } from '@borgcube/domain/prune/prune-config';
import { defineJobKind, type JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { recoverPrune, runPrune } from './prune-executor.ts';

/** `prune`: deletes what a policy does not keep, exactly as its stored plan says. */
export function makePruneKind(parts: BackupParts): JobKind<PruneJobData> {
  return defineJobKind({
    name: 'prune',
    verboseName: 'Prune',
    states: [
      { name: 'discovering', verboseName: 'Planning' },
      { name: 'prune', verboseName: 'Deleting' },
      { name: 'compact', verboseName: 'Compacting' },
    ],
    config: { schema: PruneJobData, version: PRUNE_CONFIG_VERSION, steps: [], current: findCurrentPrune },
    access: () => 'exclusive',
    executor: {
      prepare: (_job, context) => context.enter('discovering'),
      run: (job, context) => runPrune(parts, job, context),
      recover: (job) => recoverPrune(parts, job),
    },
  });
}
