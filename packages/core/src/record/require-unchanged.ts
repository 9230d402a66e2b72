import { changedMeanwhile } from '@borgcube/db/edited-record';

/** The editor saw the record as it was at `ifUpdatedAt`; absent: whatever it is now. */
export function requireUnchanged(
  record: { readonly updatedAt: Date },
  ifUpdatedAt: string | undefined,
): void {
  if (ifUpdatedAt === undefined) return;
  if (new Date(ifUpdatedAt).getTime() !== record.updatedAt.getTime()) throw changedMeanwhile();
}
