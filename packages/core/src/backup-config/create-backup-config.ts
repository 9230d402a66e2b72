import { insertBackupConfig } from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { BackupConfig, BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { requireRole } from '../actor/require-role.ts';
import { assessClientIn } from '../alert/assess-client.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toSettings } from './backup-config-settings.ts';
import { toBackupConfigView } from './backup-config-view.ts';
import { requireTransport } from './require-transport.ts';

/** Saved also for an ssh client without connection: such a job fails and says so. */
export async function createBackupConfig(ctx: CoreContext, input: BackupConfigCreate): Promise<BackupConfig> {
  requireRole(ctx, 'admin');
  const { rateLimit = null, maxDuration = null, beforeCommand = null, afterCommand = null, ...rest } = input;
  const config = { ...rest, rateLimit, maxDuration, beforeCommand, afterCommand };
  const { clientId, repositoryId, label } = config;
  return inTransaction(ctx.db, async (tx) => {
    await requireTransport(tx, config);
    const { hostname } = await getClient(tx, clientId);
    const stored = await insertBackupConfig(tx, { clientId, ...toSettings(config) }, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added backup config ${label} of ${hostname}`,
      noun: 'backupConfig',
      recordId: stored.id,
      changes: changesOf({}, { repositoryId, transport: config.transport, paths: config.paths }),
    });
    await assessClientIn(tx, ctx, clientId);
    return toBackupConfigView(stored);
  });
}
