import type { StoredArchive } from '@borgcube/db/archive-store';
import { findArchives } from '@borgcube/db/mirrored-archive-store';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { DeletionPlan } from '@borgcube/domain/repository/repository-jobs';
import type { CoreContext } from '../core-context.ts';
import type { ListedArchive } from './match-archives.ts';

/** The rows of a plan that are still on record. */
export function readPlanned(
  ctx: Pick<CoreContext, 'db'>,
  { archives }: DeletionPlan,
): Promise<StoredArchive[]> {
  return findArchives(
    ctx.db,
    archives.map(({ id }) => id),
  );
}

/** Null: each archive of the plan is there under its name and fingerprint, and may be deleted. */
export async function refuseDeletion(
  ctx: Pick<CoreContext, 'db'>,
  plan: DeletionPlan,
  listed: readonly ListedArchive[],
): Promise<FailureCause | null> {
  const pinned = (await readPlanned(ctx, plan)).filter((row) => row.pinned).map(({ name }) => name);
  if (pinned.length > 0) {
    const message = `Pinned since this was planned: ${pinned.join(', ')}. Nothing was deleted.`;
    return { kind: 'plan-refused', message, evidence: pinned.slice(0, 6), reasons: [message] };
  }
  const there = new Map(listed.map(({ name, id }) => [name, id]));
  const changed = plan.archives.filter(({ name, fingerprint }) => there.get(name) !== fingerprint);
  if (changed.length === 0) return null;
  const names = changed.map(({ name }) => name);
  const message = `Not the archive that was planned: ${names.join(', ')}. Nothing was deleted.`;
  return { kind: 'archive-missing', message, evidence: names.slice(0, 6), archives: names };
}
