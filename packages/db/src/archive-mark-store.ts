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
