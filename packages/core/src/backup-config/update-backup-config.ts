import * as store from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import { inTransaction } from '@borgcube/db/transaction';
import {
  type BackupConfig,
  BackupConfigData,
  type BackupConfigUpdate,
} from '@borgcube/domain/backup-config/backup-config';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { assessClientIn } from '../alert/assess-client.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { toSettings } from './backup-config-settings.ts';
import { readBackupConfig, toBackupConfigView } from './backup-config-view.ts';
import { requireTransport } from './require-transport.ts';

/** Jobs that were queued before keep the copy that they were made with. */
export async function updateBackupConfig(
  ctx: CoreContext,
  { id, ifUpdatedAt, ...fields }: BackupConfigUpdate,
): Promise<BackupConfig> {
  requireRole(ctx, 'admin');
  const changes = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getBackupConfig(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    if (fields.clientId !== undefined && fields.clientId !== before.clientId) {
      throw invalidFields({ clientId: ['A config stays with its client. Make another one there.'] });
    }
    const config = BackupConfigData.parse({ ...readBackupConfig(before), ...changes });
    await requireTransport(tx, config);
    const { hostname } = await getClient(tx, before.clientId);
    const after = await store.updateBackupConfig(tx, before, toSettings(config), ctx.clock());
    await recordChange(tx, ctx, {
      what: `Changed backup config ${after.label} of ${hostname}`,
      noun: 'backupConfig',
      recordId: id,
      changes: changesOf({ ...readBackupConfig(before) }, changes),
    });
    if (fields.enabled !== undefined) await assessClientIn(tx, ctx, before.clientId);
    return toBackupConfigView(after);
  });
}
