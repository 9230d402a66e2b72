import { getRepository } from '@borgcube/db/repository-store';
import type { RepositoryTarget } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';
import { meetRepositoryHost } from './meet-repository-host.ts';
import { repositoryTarget } from './repository-target.ts';

/** What a job on a whole repository needs of its record. */
export interface LoadedRepository {
  readonly id: string;
  readonly name: string;
  /** '' until known. */
  readonly borgId: string;
  readonly target: RepositoryTarget;
}

export async function loadRepository(ctx: CoreContext, repositoryId: string): Promise<LoadedRepository> {
  const stored = await meetRepositoryHost(ctx, await getRepository(ctx.db, repositoryId));
  const { id, name, borgId } = stored;
  return { id, name, borgId, target: await repositoryTarget(ctx, stored) };
}
