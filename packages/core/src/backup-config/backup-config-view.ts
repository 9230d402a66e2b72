import type { StoredBackupConfig } from '@borgcube/db/backup-config-store';
import {
  BACKUP_CONFIG_VERSION,
  type BackupConfig,
  BackupConfigData,
} from '@borgcube/domain/backup-config/backup-config';

/** The stored JSON and its columns as one; throws on data of a version that this code does not know. */
export function readBackupConfig(stored: StoredBackupConfig): BackupConfigData {
  const { clientId, repositoryId, label, transport, enabled, version, data } = stored;
  if (version !== BACKUP_CONFIG_VERSION) {
    throw new Error(
      `backup config ${stored.id} has version ${version}, this server knows ${BACKUP_CONFIG_VERSION}`,
    );
  }
  return BackupConfigData.parse({ ...data, clientId, repositoryId, label, transport, enabled });
}

export function toBackupConfigView(stored: StoredBackupConfig): BackupConfig {
  return {
    ...readBackupConfig(stored),
    id: stored.id,
    version: stored.version,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}
