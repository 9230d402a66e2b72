import {
  findBackupConfigs,
  getBackupConfig,
  type StoredBackupConfig,
} from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { DomainError, notFound } from '@borgcube/domain/error/domain-error';
import { defineScheduledAction, type JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { z } from 'zod';
import { backupRequestOf } from '../backup-config/run-backup-config.ts';

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
  expand: async ({ data, tx }) => [await requestOf(tx, await getBackupConfig(tx, data.backupConfigId))],
  expandMany: async ({ data, tx }) => {
    const configs = await findBackupConfigs(
      tx,
      data.map(({ backupConfigId }) => backupConfigId),
    );
    const byId = new Map(configs.map((config) => [config.id, config]));
    return Promise.all(
      data.map(async ({ backupConfigId: id }) => {
        const config = byId.get(id);
        return config
          ? requestOf(tx, config).then((request) => [request], asError)
          : notFound('backup config', id);
      }),
    );
  },
});

async function requestOf(tx: Transaction, config: StoredBackupConfig): Promise<JobRequest> {
  if (config.enabled) return backupRequestOf(config);
  const { hostname } = await getClient(tx, config.clientId);
  throw new DomainError(
    'PRECONDITION_FAILED',
    'config-disabled',
    `The backup config ${config.label} of ${hostname} is disabled.`,
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
