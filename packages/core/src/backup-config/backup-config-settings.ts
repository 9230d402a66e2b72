import type { BackupConfigSettings } from '@borgcube/db/backup-config-store';
import { BACKUP_CONFIG_VERSION, type BackupConfigData } from '@borgcube/domain/backup-config/backup-config';

/** The columns of a config, and the rest of it as JSON of the current version. */
export function toSettings(config: BackupConfigData): BackupConfigSettings {
  const { clientId: _, repositoryId, label, transport, enabled, ...data } = config;
  return { repositoryId, label, transport, enabled, version: BACKUP_CONFIG_VERSION, data };
}
