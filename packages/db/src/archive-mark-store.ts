import type { StoredArchive } from './archive-store.ts';
import { nextUpdatedAt, requireSwapped } from './edited-record.ts';
import type { Transaction } from './open-database.ts';

/** What people decide about archives; answers how many rows there are of those ids. */
export async function storePinned(
  tx: Transaction,
  ids: readonly string[],
  { pinned, now }: { readonly pinned: boolean; readonly now: Date },
): Promise<number> {
  const { count } = await tx.archive.updateMany({
    where: { id: { in: [...ids] } },
    data: { pinned, updatedAt: now },
  });
  return count;
}

/** Compare-and-swap. False: it is suspect for another reason, or no longer. */
export async function storeAccepted(
  tx: Transaction,
  { id, suspect }: { readonly id: string; readonly suspect: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.archive.updateMany({
    where: { id, suspect },
    data: { suspect: null, updatedAt: now },
  });
  return count === 1;
}

/** Writes only onto the very state that was read; else `changed-meanwhile`. */
export async function storeComment(
  tx: Transaction,
  { id, updatedAt }: StoredArchive,
  { comment, now }: { readonly comment: string; readonly now: Date },
): Promise<void> {
  const { count } = await tx.archive.updateMany({
    where: { id, updatedAt },
    data: { comment, updatedAt: nextUpdatedAt(updatedAt, now) },
  });
  requireSwapped(count);
}
