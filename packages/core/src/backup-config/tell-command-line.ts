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
  const { hostname, connection } = await getClient(ctx.db, config.clientId);
  const repository = await getRepository(ctx.db, config.repositoryId);
  const place = { id: repository.id, url: repository.url, remoteBorg: repository.remoteBorg };
  const command = { ...config, remote: connection?.remote ?? null, archiveName: `${hostname}-NNNNN` };
  const target = { ...place, passphrase: null, keyFile: null, ssh: null };
  const commands = ctx.borg.createCommandLine(target, command);
  return {
    words: commands.flatMap((words, at) => (at === 0 ? words : ['|', ...words])),
    commandLine: commands.map((words) => words.map(quoteWord).join(' ')).join(' | '),
  };
}

/** For reading and for copying into a shell; nothing here is ever run. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
