import { getRepository } from '@borgcube/db/repository-store';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { CoreContext } from '../core-context.ts';
import { adoptFacts, openAs } from './connect-repository.ts';
import { meetRepositoryHost } from './meet-repository-host.ts';
import { repositoryTarget } from './repository-target.ts';

/**
 * A job on a repository that nobody connected connects it first: from then on its id is pinned, and a second record of
 * the same Borg repository, whose claims would mean nothing to this one's, is refused.
 */
export async function learnRepository(ctx: CoreContext, repositoryId: string): Promise<void> {
  const repository = await getRepository(ctx.db, repositoryId);
  if (repository.borgId !== '') return;
  const met = await meetRepositoryHost(ctx, repository);
  const facts = await openAs(ctx, await repositoryTarget(ctx, met), '');
  await adoptFacts(ctx, repository, facts, `Connected repository ${repository.name} for its first job`).catch(
    (error) => {
      throw error instanceof DomainError && error.kind === 'repository-known' ? refusal(error) : error;
    },
  );
}

function refusal({ message }: DomainError): DomainError {
  return failureError({ kind: 'repository-id-mismatch', message });
}
