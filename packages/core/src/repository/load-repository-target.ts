import { getRepository } from '@borgcube/db/repository-store';
import type { RepositoryTarget } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';
import { repositoryTarget } from './repository-target.ts';

/** A stored repository with its secrets opened. */
export async function loadRepositoryTarget(
  ctx: Pick<CoreContext, 'db' | 'secrets'>,
  repositoryId: string,
): Promise<RepositoryTarget> {
  return repositoryTarget(ctx, await getRepository(ctx.db, repositoryId));
}
