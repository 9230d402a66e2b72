import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Repository, RepositoryInit } from '@borgcube/domain/repository/repository';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { REPOSITORY } from '../secret/secret-places.ts';
import { adoptFacts } from './connect-repository.ts';
import { addRepository } from './create-repository.ts';
import { repositoryTarget } from './repository-target.ts';

/**
 * Makes a repository. The record comes first: should the server die after `borg init`, passphrase and place are known
 * and `connect` finishes the work. Throws what Borg refused; then there is no record either.
 */
export async function initRepository(ctx: CoreContext, input: RepositoryInit): Promise<Repository> {
  requireRole(ctx, 'admin');
  const passphrase = input.passphrase === undefined ? null : new SecretText(input.passphrase);
  const place = { id: 'new', url: input.url, remoteBorg: input.remoteBorg, encryption: null };
  await repositoryTarget(ctx, place, { passphrase });

  const repository = await inTransaction(ctx.db, (tx) => addRepository(tx, ctx, input));
  const target = await repositoryTarget(ctx, repository);
  try {
    const facts = await ctx.borg.init(target, input.encryption);
    return await adoptFacts(ctx, repository, facts, `Initialised repository ${repository.name}`);
  } catch (error) {
    await takeBack(ctx, repository);
    throw error;
  }
}

/** Unless it holds a repository by now, the record never was. */
async function takeBack(ctx: CoreContext, repository: store.StoredRepository): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const found = await store.findRepository(tx, repository.id);
    const isUnused = found !== null && found.borgId === '';
    if (!isUnused) return;
    await store.deleteRepository(tx, repository.id);
    await ctx.secrets.orphan(tx, REPOSITORY, repository.id, ctx.clock());
    const what = `Removed repository ${repository.name}: it could not be initialised`;
    await writeAudit(tx, ctx, { what, noun: 'repository', recordId: repository.id });
  });
}
