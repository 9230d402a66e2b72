import { findCurrentCheck } from '@borgcube/core/check-config/run-check-config';
import {
  CHECK_CONFIG_STEPS,
  CHECK_CONFIG_VERSION,
  CheckConfigData,
} from '@borgcube/domain/check-config/check-config';
import { defineJobKind, type JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { firstPhase, runCheck } from './check-executor.ts';

/** `check`: one `borg check` of one check config; damage is a failure that names what is damaged. */
export function makeCheckKind(parts: BackupParts): JobKind<CheckConfigData> {
  return defineJobKind({
    name: 'check',
    verboseName: 'Check',
    states: [
      { name: 'repository_check', verboseName: 'Checking the repository' },
      { name: 'verify_data', verboseName: 'Verifying data' },
      { name: 'archives_check', verboseName: 'Checking archives' },
    ],
    config: {
      schema: CheckConfigData,
      version: CHECK_CONFIG_VERSION,
      steps: CHECK_CONFIG_STEPS,
      current: findCurrentCheck,
    },
    // Borg locks out everyone else while it checks.
    access: () => 'exclusive',
    executor: {
      prepare: ({ config }, context) => context.enter(firstPhase(config)),
      run: (job, context) => runCheck(parts, job, context),
      // Half a check proves nothing, and there is nothing that it would have left.
      recover: async () => null,
    },
  });
}
