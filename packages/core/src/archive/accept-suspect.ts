import { storeAccepted } from '@borgcube/db/archive-mark-store';
import { getArchive } from '@borgcube/db/archive-store';
import { refreshNewestGoodArchive } from '@borgcube/db/client-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Archive } from '@borgcube/domain/archive/archive';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toArchiveView } from './archive-view.ts';

/** From now on it is good as it is: prune of its group goes on, and later backups are compared with it. */
export async function acceptSuspect(ctx: CoreContext, id: string): Promise<Archive> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => {
    const { suspect, name, clientId } = await getArchive(tx, id);
    if (suspect === null || !(await storeAccepted(tx, { id, suspect }, ctx.clock()))) {
      throw new DomainError('CONFLICT', 'state-conflict', `${name} is not suspect.`);
    }
    if (clientId !== null) await refreshNewestGoodArchive(tx, clientId);
    await recordChange(tx, ctx, {
      what: `Accepted suspect archive ${name} as the new normal`,
      noun: 'archive',
      recordId: id,
      changes: { suspect: { from: suspect, to: null } },
    });
    return toArchiveView(await getArchive(tx, id));
  });
}
