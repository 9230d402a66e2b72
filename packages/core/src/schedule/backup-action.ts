import { getBackupConfig } from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { defineScheduledAction } from '@borgcube/plugin-kit/define-scheduled-action';
import { z } from 'zod';
import { requestBackup } from '../backup-config/run-backup-config.ts';

const BackupActionData = z.strictObject({
  backupConfigId: z
    .string()
    .min(1, 'Which config?')
    .max(64)
    .meta({ title: 'Backup config', reference: 'backupConfig' }),
});
type BackupActionData = z.infer<typeof BackupActionData>;

/** Backs up what one config says at the time. */
export const backupAction = defineScheduledAction<BackupActionData, Transaction>({
  kind: 'borgcube.backup',
  name: 'Backup',
  form: BackupActionData,
  target: ({ backupConfigId }) => ({ noun: 'backupConfig', id: backupConfigId }),
  expand: async ({ data, tx }) => {
    const config = await getBackupConfig(tx, data.backupConfigId);
    if (config.enabled) return [await requestBackup(tx, config.id)];
    const { hostname } = await getClient(tx, config.clientId);
    throw new DomainError(
      'PRECONDITION_FAILED',
      'config-disabled',
      `The backup config ${config.label} of ${hostname} is disabled.`,
    );
  },
});
