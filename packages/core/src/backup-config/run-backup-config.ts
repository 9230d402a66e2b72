import { getBackupConfig, type StoredBackupConfig } from '@borgcube/db/backup-config-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { readBackupConfig } from './backup-config-view.ts';

export async function runBackupConfig(ctx: CoreContext, id: string): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => createJobIn(tx, ctx, await requestBackup(tx, id)));
}

/** The job that backs up what the config says now: it carries a frozen copy of it. */
export async function requestBackup(tx: Transaction, configId: string): Promise<JobRequest> {
  return backupRequestOf(await getBackupConfig(tx, configId));
}

export function backupRequestOf(stored: StoredBackupConfig): JobRequest {
  const { id, clientId, repositoryId } = stored;
  const config = readBackupConfig(stored);
  return { kind: 'backup', target: id, configId: id, clientId, repositoryId, config };
}
