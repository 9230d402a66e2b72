import { findArchive, findOtherArchivesHost, type StoredArchive } from '@borgcube/db/archive-store';
import { findOtherClientsConfig, listBackupConfigs } from '@borgcube/db/backup-config-store';
import { findClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { RestoreJobData } from '@borgcube/domain/restore/restore';
import { loadConnection } from '../backup-config/load-backup.ts';
import type { ConnectionTarget } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';

/** Where a restore goes, as far as the records tell. */
export interface LoadedTarget {
  readonly connection: ConnectionTarget | null;
  /** The repository is this client's own: it has its passphrase already. */
  readonly isOwn: boolean;
}

/** Throws `client-connection-missing`. */
export async function loadTarget(
  ctx: CoreContext,
  { repositoryId, clientId }: { readonly repositoryId: string; readonly clientId: string | null },
): Promise<LoadedTarget> {
  if (clientId === null) return { connection: null, isOwn: false };
  return {
    connection: await loadConnection(ctx, clientId),
    isOwn: await isOwnRepository(ctx.db, repositoryId, clientId),
  };
}

/** What the machine is called that a restore goes to; null: this server, or a client that is gone. */
export async function loadHostname(
  { db }: Pick<CoreContext, 'db'>,
  clientId: string | null,
): Promise<string | null> {
  return clientId === null ? null : ((await findClient(db, clientId))?.hostname ?? null);
}

/** All configs of the repository are that client's and use `ssh`, and nobody else's archive lies in it. */
export async function isOwnRepository(
  db: Transaction,
  repositoryId: string,
  clientId: string,
): Promise<boolean> {
  const { items } = await listBackupConfigs(db, { limit: 200 }, { repositoryId });
  if (items.length === 0 || items.some(({ transport }) => transport !== 'ssh')) return false;
  if (await findOtherClientsConfig(db, repositoryId, { notClientId: clientId })) return false;
  return (await findOtherArchivesHost(db, repositoryId, clientId)) === null;
}

/** The archive that was chosen, as it is on record now: a rename since then is followed. Throws `archive-missing`. */
export async function loadChosen(
  { db }: Pick<CoreContext, 'db'>,
  { archiveId, archiveName }: Pick<RestoreJobData, 'archiveId' | 'archiveName'>,
): Promise<Pick<StoredArchive, 'name' | 'fingerprint'>> {
  const archive = await findArchive(db, archiveId);
  if (archive) return archive;
  const message = `${archiveName} is not on record any more: it was deleted.`;
  throw failureError({ kind: 'archive-missing', message, archives: [archiveName] });
}
