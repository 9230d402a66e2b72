import { getBackupConfig } from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import { getRepository } from '@borgcube/db/repository-store';
import type { BackupCommandLine } from '@borgcube/domain/backup-config/backup-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { readBackupConfig } from './backup-config-view.ts';

/** What a run of the config would start. No secret is opened for it. */
export async function tellCommandLine(ctx: CoreContext, id: string): Promise<BackupCommandLine> {
  requireRole(ctx, 'viewer');
  const config = readBackupConfig(await getBackupConfig(ctx.db, id));
  const { hostname } = await getClient(ctx.db, config.clientId);
  const repository = await getRepository(ctx.db, config.repositoryId);
  const place = { id: repository.id, url: repository.url, remoteBorg: repository.remoteBorg };
  const command = { ...config, archiveName: `${hostname}-NNNNN` };
  const words = ctx.borg.createCommandLine({ ...place, passphrase: null, keyFile: null, ssh: null }, command);
  return { words: [...words], commandLine: words.map(quoteWord).join(' ') };
}

/** For reading and for copying into a shell; nothing here is ever run. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
