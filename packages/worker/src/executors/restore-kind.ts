import { RestoreJobData } from '@borgcube/domain/restore/restore';
import { defineJobKind, type JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { recoverRestore } from './recover-restore.ts';
import { runRestoreJob } from './restore-executor.ts';

/** `restore`: brings files of an archive to a machine, and proves what came. */
export function makeRestoreKind(parts: BackupParts): JobKind<RestoreJobData> {
  return defineJobKind({
    name: 'restore',
    verboseName: 'Restore',
    states: [
      { name: 'planning', verboseName: 'Listing what is asked for' },
      { name: 'checking_target', verboseName: 'Looking at the target' },
      { name: 'restoring', verboseName: 'Unpacking beside its place' },
      { name: 'reading_back', verboseName: 'Reading back' },
    ],
    config: { schema: RestoreJobData, version: 1, steps: [] },
    access: () => 'read',
    executor: {
      prepare: (_job, context) => context.enter('planning'),
      run: (job, context) => runRestoreJob(parts, job, context),
      recover: (job) => recoverRestore(parts, job),
    },
  });
}
