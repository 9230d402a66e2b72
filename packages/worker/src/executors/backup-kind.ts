import { findCurrentBackup } from '@borgcube/core/backup-config/find-current-backup';
import {
  BACKUP_CONFIG_STEPS,
  BACKUP_CONFIG_VERSION,
  BackupConfigData,
} from '@borgcube/domain/backup-config/backup-config';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import { defineJobKind, type JobKind } from '@borgcube/plugin-kit/define-job-kind';
import { makeBackupExecutor } from './backup-executor.ts';
import type { BackupParts } from './backup-job.ts';

/** `backup`: one `borg create` of one backup config. */
export function makeBackupKind(parts: BackupParts): JobKind<BackupConfigData> {
  return defineJobKind({
    name: 'backup',
    verboseName: 'Backup',
    states: BACKUP_STATES,
    config: {
      schema: BackupConfigData,
      version: BACKUP_CONFIG_VERSION,
      steps: BACKUP_CONFIG_STEPS,
      current: findCurrentBackup,
    },
    access: () => 'write',
    executor: makeBackupExecutor(parts),
  });
}
