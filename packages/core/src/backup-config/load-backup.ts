import { findGoodArchives, findRecordedNames } from '@borgcube/db/archive-store';
import { findBackupConfig } from '@borgcube/db/backup-config-store';
import { getClient } from '@borgcube/db/client-store';
import { getRepository } from '@borgcube/db/repository-store';
import type { EarlierArchive } from '@borgcube/domain/archive/describe-shrinking';
import type { LastGood } from '@borgcube/domain/archive/new-archive';
import type { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import type { ConnectionTarget, RepositoryTarget } from '../borg-hand.ts';
import { meetExpectedHost } from '../client/meet-expected-host.ts';
import { connectionTarget } from '../connection/connection-target.ts';
import type { CoreContext } from '../core-context.ts';
import { meetRepositoryHost } from '../repository/meet-repository-host.ts';
import { repositoryTarget } from '../repository/repository-target.ts';

/** The last good archives of a config that a new one is compared with. */
const COMPARED_WITH = 5;

/** All that a backup needs of the records around its frozen config. */
export interface LoadedBackup {
  readonly hostname: string;
  readonly repository: RepositoryTarget;
  /** '' until known. */
  readonly borgId: string;
  readonly lastGood: LastGood | null;
  readonly earlier: readonly EarlierArchive[];
}

export async function loadBackup(
  ctx: CoreContext,
  config: Pick<BackupConfigData, 'clientId' | 'repositoryId'>,
  configId: string | null,
): Promise<LoadedBackup> {
  const { hostname } = await getClient(ctx.db, config.clientId);
  const stored = await meetRepositoryHost(ctx, await getRepository(ctx.db, config.repositoryId));
  const current = configId === null ? null : await findBackupConfig(ctx.db, configId);
  return {
    hostname,
    repository: await repositoryTarget(ctx, stored),
    borgId: stored.borgId,
    lastGood: current?.lastGood ?? null,
    earlier: configId === null ? [] : await findGoodArchives(ctx.db, configId, COMPARED_WITH),
  };
}

/** How the client of a backup over ssh is reached. Throws `client-connection-missing`. */
export async function loadConnection(ctx: CoreContext, clientId: string): Promise<ConnectionTarget> {
  return connectionTarget(ctx, await meetExpectedHost(ctx, clientId));
}

/** Names that begin like this and are recorded in the repository, by fingerprint. */
export async function recordedArchives(
  ctx: Pick<CoreContext, 'db'>,
  repositoryId: string,
  namePrefix: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await findRecordedNames(ctx.db, repositoryId, namePrefix);
  return new Map(rows.map(({ fingerprint, name }) => [fingerprint, name]));
}
