import { storePinned } from '@borgcube/db/archive-mark-store';
import { findArchives } from '@borgcube/db/mirrored-archive-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { ArchivePin, PinnedArchives } from '@borgcube/domain/archive/archive-mark';
import { notFound } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { refuseDoomedIn } from './refuse-doomed.ts';

/** A pinned archive is never pruned, whatever a policy says. All of them, or none; none that is being deleted now. */
export async function pinArchives(ctx: CoreContext, { ids, pinned }: ArchivePin): Promise<PinnedArchives> {
  requireRole(ctx, 'operator');
  const asked = [...new Set(ids)];
  return inTransaction(ctx.db, async (tx) => {
    const archives = await findArchives(tx, asked);
    const missing = asked.find((id) => !archives.some((archive) => archive.id === id));
    if (missing !== undefined) throw notFound('archive', missing);
    if (pinned) await refuseDoomedIn(tx, archives);
    const changed = archives.filter((archive) => archive.pinned !== pinned);
    await storePinned(
      tx,
      changed.map(({ id }) => id),
      { pinned, now: ctx.clock() },
    );
    for (const { id, name } of changed) {
      await recordChange(tx, ctx, {
        what: `${pinned ? 'Pinned' : 'Unpinned'} archive ${name}`,
        noun: 'archive',
        recordId: id,
        changes: { pinned: { from: !pinned, to: pinned } },
      });
    }
    return { ids: asked, pinned };
  });
}
