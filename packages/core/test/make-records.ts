import { randomBytes } from 'node:crypto';
import { createBackupConfig } from '@borgcube/core/backup-config/create-backup-config';
import { createClient } from '@borgcube/core/client/create-client';
import type { CoreContext } from '@borgcube/core/core-context';
import { createRepository } from '@borgcube/core/repository/create-repository';
import { type BackupConfig, BackupConfigCreate } from '@borgcube/domain/backup-config/backup-config';
import { type Client, ClientCreate } from '@borgcube/domain/client/client';
import { type Repository, RepositoryCreate } from '@borgcube/domain/repository/repository';

const unique = () => randomBytes(4).toString('hex');

/** A recorded repository; nothing lies at its place. */
export function makeRepository(ctx: CoreContext, input: object = {}): Promise<Repository> {
  const name = `repository-${unique()}`;
  return createRepository(ctx, RepositoryCreate.parse({ name, url: `/nowhere/${name}`, ...input }));
}

export function makeClient(ctx: CoreContext, input: object = {}): Promise<Client> {
  return createClient(ctx, ClientCreate.parse({ hostname: `host-${unique()}`, ...input }));
}

/** Of a client and a repository of its own. */
export async function makeBackupConfig(ctx: CoreContext, input: object = {}): Promise<BackupConfig> {
  const client = await makeClient(ctx);
  const repository = await makeRepository(ctx);
  const fields = { clientId: client.id, repositoryId: repository.id, label: 'system', paths: ['/etc'] };
  return createBackupConfig(ctx, BackupConfigCreate.parse({ ...fields, transport: 'local', ...input }));
}

export const CONNECTION = { remote: 'root@web01.lan', port: 22 } as const;
