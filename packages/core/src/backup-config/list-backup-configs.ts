import * as store from '@borgcube/db/backup-config-store';
import type { BackupConfig, BackupConfigList } from '@borgcube/domain/backup-config/backup-config';
import type { Page } from '@borgcube/domain/form/page';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { toBackupConfigView } from './backup-config-view.ts';

export async function listBackupConfigs(
  ctx: CoreContext,
  { limit, cursor, ...filter }: BackupConfigList,
): Promise<Page<BackupConfig>> {
  requireRole(ctx, 'viewer');
  const { items, nextCursor } = await store.listBackupConfigs(ctx.db, { limit, cursor }, filter);
  return { items: items.map((item) => toBackupConfigView(item)), nextCursor };
}

export async function getBackupConfig(ctx: CoreContext, id: string): Promise<BackupConfig> {
  requireRole(ctx, 'viewer');
  return toBackupConfigView(await store.getBackupConfig(ctx.db, id));
}
