import { findBackupConfig } from '@borgcube/db/backup-config-store';
import type { Transaction } from '@borgcube/db/open-database';
import type { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import type { CurrentConfig } from '@borgcube/plugin-kit/define-job-kind';
import { readBackupConfig } from './backup-config-view.ts';

/** The config as it is now; null when it is gone. */
export async function findCurrentBackup({
  configId,
  tx,
}: {
  readonly configId: string;
  readonly repositoryId: string | null;
  readonly tx: Transaction;
}): Promise<CurrentConfig<BackupConfigData> | null> {
  const stored = await findBackupConfig(tx, configId);
  if (!stored) return null;
  const { clientId, repositoryId } = stored;
  return { config: readBackupConfig(stored), clientId, repositoryId };
}
