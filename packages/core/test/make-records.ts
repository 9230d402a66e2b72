import { randomBytes } from 'node:crypto';
import { createClient } from '@borgcube/core/client/create-client';
import type { CoreContext } from '@borgcube/core/core-context';
import { createRepository } from '@borgcube/core/repository/create-repository';
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

export const CONNECTION = { remote: 'root@web01.lan', port: 22 } as const;
