import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { Repository } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { RepositoryFacts, RepositoryTarget } from '../borg-hand.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { meetRepositoryHost } from './meet-repository-host.ts';
import { sealRepositorySecrets } from './repository-secrets.ts';
import { repositoryTarget } from './repository-target.ts';
import { toRepositoryView } from './repository-view.ts';
import { requireBorgId } from './require-borg-id.ts';
import { requireOnlyRecord } from './require-only-record.ts';
import { requireRepositoryReadable } from './require-repository-free.ts';

/** Opens the repository and remembers what it is: id, encryption, key export. */
export async function connectRepository(ctx: CoreContext, id: string): Promise<Repository> {
  requireRole(ctx, 'admin');
  const repository = await store.getRepository(ctx.db, id);
  await requireRepositoryReadable(ctx.db, id);
  const met = await meetRepositoryHost(ctx, repository);
  const facts = await openAs(ctx, await repositoryTarget(ctx, met), met.borgId);
  return adoptFacts(ctx, repository, facts, `Connected repository ${repository.name}`);
}

/** Looks at the id before Borg may touch anything, so that a wrong repository is left as it is. */
export async function openAs(
  { borg }: Pick<CoreContext, 'borg'>,
  target: RepositoryTarget,
  expectedBorgId: string,
): Promise<RepositoryFacts> {
  const found = await borg.readBorgId(target);
  if (found === null) {
    throw failureError({
      kind: 'repository-does-not-exist',
      message: `There is no Borg repository at ${target.url}.`,
    });
  }
  requireBorgId(expectedBorgId, found);
  const facts = await borg.connect(target);
  requireBorgId(found, facts.borgId);
  return facts;
}

export async function adoptFacts(
  ctx: CoreContext,
  read: store.StoredRepository,
  facts: RepositoryFacts,
  what: string,
): Promise<Repository> {
  return inTransaction(ctx.db, async (tx) => {
    const current = await store.getRepository(tx, read.id);
    requireBorgId(current.borgId, facts.borgId);
    await requireOnlyRecord(tx, facts.borgId, read.id);
    const { borgId, encryption } = facts;
    const updated = await store.updateRepository(tx, current, { borgId, encryption }, ctx.clock());
    if (facts.freeSpace !== null) await store.storeFigures(tx, read.id, { freeSpace: facts.freeSpace });
    await sealRepositorySecrets(tx, ctx, updated, { key: facts.key });
    const changes = changesOf({ ...current }, { borgId, encryption });
    await recordChange(tx, ctx, { what, noun: 'repository', recordId: read.id, changes });
    return toRepositoryView(tx, await store.getRepository(tx, read.id));
  });
}
