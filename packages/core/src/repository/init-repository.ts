import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { Repository, RepositoryInit } from '@borgcube/domain/repository/repository';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { InitializedFacts } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';
import { REPOSITORY } from '../secret/secret-places.ts';
import { adoptFacts } from './connect-repository.ts';
import { addRepository } from './create-repository.ts';
import { requireExpectedHost, scanRepositoryHost } from './meet-repository-host.ts';
import { repositoryTarget } from './repository-target.ts';

/**
 * Makes a repository. The record comes first: should the server die after `borg init`, passphrase and place are known
 * and `connect` finishes the work. Throws what Borg refused; then there is no record either. Where the repository was made
 * but could not be read to the end, the record stays, and what is thrown says so.
 */
export async function initRepository(ctx: CoreContext, input: RepositoryInit): Promise<Repository> {
  requireRole(ctx, 'admin');
  const hostKeyLine = await expectedHost(ctx, input);
  const repository = await inTransaction(ctx.db, (tx) => addRepository(tx, ctx, { ...input, hostKeyLine }));
  const facts = await init(ctx, repository, input);
  const adopted = await adoptFacts(ctx, repository, facts, `Initialised repository ${repository.name}`);
  if (facts.incomplete === null) return adopted;
  const { kind, message = kind } = facts.incomplete;
  throw failureError({
    ...facts.incomplete,
    kind,
    message: `The repository was made, and its record with the passphrase is kept; but its key could not be read: ${message} Connect ${repository.name} to take the key.`,
  });
}

/** Of a machine that nobody has met, the key must be named with the url: there is no record yet that could keep it. */
async function expectedHost(
  ctx: CoreContext,
  { url, hostKeyFingerprint }: RepositoryInit,
): Promise<string | null> {
  if (parseRepositoryUrl(url)?.type !== 'ssh') return null;
  return requireExpectedHost(
    { url, hostKeyFingerprint: hostKeyFingerprint ?? null },
    await scanRepositoryHost(ctx, url),
  ).line;
}

async function init(
  ctx: CoreContext,
  repository: store.StoredRepository,
  { encryption }: RepositoryInit,
): Promise<InitializedFacts> {
  try {
    return await ctx.borg.init(await repositoryTarget(ctx, repository), encryption);
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
