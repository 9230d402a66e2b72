import type { StoredBackupConfig } from '@borgcube/db/backup-config-store';
import {
  BACKUP_CONFIG_STEPS,
  BACKUP_CONFIG_VERSION,
  type BackupConfig,
  BackupConfigCreate,
  BackupConfigData,
} from '@borgcube/domain/backup-config/backup-config';
import type { EvolvableType } from '@borgcube/domain/evolution/evolve';
import { evolveStored, parseStored, unreadableReason } from '../evolution/read-stored.ts';

type BackupConfigType = Omit<EvolvableType, 'name'>;
type Columns = Pick<BackupConfigData, 'clientId' | 'repositoryId' | 'label' | 'enabled'> & {
  readonly transport: string;
};

const TODAY: BackupConfigType = { version: BACKUP_CONFIG_VERSION, steps: BACKUP_CONFIG_STEPS };

/** The stored JSON, as it is read today, and its columns as one. Throws `data-unreadable`. */
export function readBackupConfig(stored: StoredBackupConfig, today = TODAY): BackupConfigData {
  const type = { ...today, name: `backup config ${stored.label}` };
  const data = evolveStored(type, stored);
  return parseStored(type, BackupConfigData, { ...Object(data), ...columnsOf(stored) });
}

/** One that this server cannot read is shown as far as it can be, and says why. */
export function toBackupConfigView(stored: StoredBackupConfig, today = TODAY): BackupConfig {
  const record = {
    id: stored.id,
    version: stored.version,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
  try {
    return { ...readBackupConfig(stored, today), ...record, problem: null };
  } catch (error) {
    const problem = unreadableReason(error);
    if (problem === null) throw error;
    return { ...guess(stored), ...record, problem };
  }
}

function columnsOf({ clientId, repositoryId, label, transport, enabled }: StoredBackupConfig): Columns {
  return { clientId, repositoryId, label, transport, enabled };
}

/** What another version wrote is mostly named as today; nothing is ever run from this. */
function guess(stored: StoredBackupConfig): BackupConfigData {
  const columns = columnsOf(stored);
  const like = BackupConfigData.safeParse({ ...stored.data, ...columns });
  if (like.success) return like.data;
  const { enabled, label, clientId, repositoryId } = columns;
  const plain = BackupConfigCreate.parse({ clientId, repositoryId, label, paths: ['/'], transport: 'ssh' });
  const absent = { rateLimit: null, maxDuration: null, beforeCommand: null, afterCommand: null };
  return { ...plain, ...absent, enabled, paths: [] };
}
