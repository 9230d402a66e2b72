import { storeComment } from '@borgcube/db/archive-mark-store';
import { getArchive } from '@borgcube/db/archive-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { ArchiveComment } from '@borgcube/domain/archive/archive-mark';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { toArchiveView } from './archive-view.ts';

/** In our records alone: Borg's own comment would change the archive's fingerprint. */
export async function commentArchive(
  ctx: CoreContext,
  { id, comment, ifUpdatedAt }: ArchiveComment,
): Promise<Archive> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => {
    const before = await getArchive(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    if (comment === before.comment) return toArchiveView(before);
    await storeComment(tx, before, { comment, now: ctx.clock() });
    await recordChange(tx, ctx, {
      what: `Commented on archive ${before.name}`,
      noun: 'archive',
      recordId: id,
      changes: { comment: { from: before.comment, to: comment } },
    });
    return toArchiveView(await getArchive(tx, id));
  });
}
