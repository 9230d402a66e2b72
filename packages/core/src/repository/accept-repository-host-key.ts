import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { HostKeyAcceptance, Repository } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { requireSeenHostKey } from '../connection/require-seen-host-key.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toRepositoryView } from './repository-view.ts';

/** Pins exactly the key bytes that the last contact saw, if they are the ones that the person names. */
export async function acceptRepositoryHostKey(
  ctx: CoreContext,
  { id, fingerprint }: HostKeyAcceptance,
): Promise<Repository> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const repository = await store.getRepository(tx, id);
    const seen = requireSeenHostKey(repository.seenHostKeyLine, fingerprint);
    const now = ctx.clock();
    const changes = { hostKeyLine: seen.line, hostKeyAcceptedAt: now };
    const after = await store.updateRepository(tx, repository, changes, now);
    await recordChange(tx, ctx, {
      what: `Accepted the host key of repository ${repository.name}`,
      noun: 'repository',
      recordId: id,
      changes: { hostKey: { from: repository.hostKeyLine, to: seen.line } },
    });
    return toRepositoryView(tx, after);
  });
}
