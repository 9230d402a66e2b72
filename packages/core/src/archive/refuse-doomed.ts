import type { StoredArchive } from '@borgcube/db/archive-store';
import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findPlanOfJob } from '@borgcube/db/prune-plan-store';
import { listRepositoryClaims } from '@borgcube/db/repository-claim-store';
import { lockRepository } from '@borgcube/db/repository-store';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { DeletionPlan } from '@borgcube/domain/repository/repository-jobs';
import { readPlanGroups } from '../prune/plan-view.ts';

/**
 * Throws `state-conflict` where a running job is about to delete one of them: what is pinned is never deleted, so what
 * may be gone in a moment cannot be pinned. Whoever plans after this transaction sees what it wrote.
 */
export async function refuseDoomedIn(tx: Transaction, archives: readonly StoredArchive[]): Promise<void> {
  const repositoryIds = new Set(archives.map(({ repositoryId }) => repositoryId));
  for (const repositoryId of [...repositoryIds].sort()) {
    await lockRepository(tx, repositoryId);
    for (const { job } of await listRepositoryClaims(tx, repositoryId)) {
      const doomed = await doomedBy(tx, job);
      const names = archives.filter(({ id }) => doomed.has(id)).map(({ name }) => name);
      if (names.length === 0) continue;
      const message = `Job ${job.id} is deleting ${names.slice(0, 10).join(', ')} now. Cancel it first.`;
      throw new DomainError('CONFLICT', 'state-conflict', message);
    }
  }
}

async function doomedBy(tx: Transaction, { id, kind, config }: JobRow): Promise<ReadonlySet<string>> {
  if (kind === 'delete-archives') {
    const plan = DeletionPlan.safeParse(config);
    return new Set(plan.data?.archives.map((archive) => archive.id));
  }
  const plan = kind === 'prune' ? await findPlanOfJob(tx, id) : null;
  if (plan?.state !== 'made') return new Set();
  const archives = readPlanGroups(plan).flatMap((group) => group.archives);
  return new Set(archives.filter(({ keep }) => !keep).map(({ archiveId }) => archiveId));
}
