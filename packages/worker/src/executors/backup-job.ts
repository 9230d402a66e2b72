import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { CoreContext } from '@borgcube/core/core-context';
import type { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import type { RunnableJob } from '@borgcube/plugin-kit/define-job-kind';

export type BackupJob = RunnableJob<BackupConfigData>;

/** What the executor of backups is made of. */
export interface BackupParts {
  /** Asked when a job runs: the context is made of the kinds, and so cannot be there before them. */
  readonly core: () => CoreContext;
  readonly environment: BorgEnvironment;
}
