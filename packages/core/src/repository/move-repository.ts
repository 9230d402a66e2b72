import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { Repository, RepositoryMove } from '@borgcube/domain/repository/repository';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { openAs } from './connect-repository.ts';
import { requireSshKey } from './create-repository.ts';
import { requireExpectedHost, scanRepositoryHost } from './meet-repository-host.ts';
import { repositoryTarget } from './repository-target.ts';
import { toRepositoryView } from './repository-view.ts';
import { requireRepositoryFree } from './require-repository-free.ts';
import { changedSettings } from './update-repository.ts';

/**
 * The record follows the repository to another place. It is opened there first, by its id, passphrase and key; unless it is the very
 * same repository, nothing changes here and nothing is written there.
 */
export async function moveRepository(ctx: CoreContext, input: RepositoryMove): Promise<Repository> {
  requireRole(ctx, 'admin');
  const { id, ...fields } = input;
  const before = await store.getRepository(ctx.db, id);
  if (before.borgId === '') {
    throw new DomainError(
      'PRECONDITION_FAILED',
      'repository-not-connected',
      `Which repository ${before.name} is, is not known yet: connect it where it lies now, then move it.`,
    );
  }
  await requireRepositoryFree(ctx.db, id);
  await requireSshKey(ctx.db, fields.sshKeyId);
  const changes = { ...changedSettings(before, fields), ...(await acceptedHost(ctx, before, fields)) };
  const facts = await openAs(ctx, await repositoryTarget(ctx, { ...before, ...changes }), before.borgId);
  return inTransaction(ctx.db, async (tx) => {
    await requireRepositoryFree(tx, id);
    const after = await store.updateRepository(tx, before, changes, ctx.clock());
    await store.storeFigures(tx, id, { keyKitPrintedAt: null, freeSpace: facts.freeSpace });
    await recordChange(tx, ctx, {
      what: `Moved repository ${after.name} to ${after.url}`,
      noun: 'repository',
      recordId: id,
      changes: changesOf({ ...before }, { ...changes }),
    });
    return toRepositoryView(tx, await store.getRepository(tx, id));
  });
}

/** Another machine must show the key that was named; the same one keeps its accepted key. */
async function acceptedHost(
  ctx: CoreContext,
  before: store.StoredRepository,
  { url, hostKeyFingerprint }: Omit<RepositoryMove, 'id'>,
): Promise<Partial<store.RepositorySettings>> {
  if (parseRepositoryUrl(url)?.type !== 'ssh') return {};
  const { hostKeyLine } = { ...before, ...changedSettings(before, { url }) };
  if (hostKeyLine !== null) return {};
  const expected = { url, hostKeyFingerprint: hostKeyFingerprint ?? null };
  const key = requireExpectedHost(expected, await scanRepositoryHost(ctx, url));
  return { hostKeyLine: key.line, hostKeyAcceptedAt: ctx.clock(), seenHostKeyLine: key.line };
}
