import type { Transaction } from '@borgcube/db/open-database';
import { storeExecutedGroup } from '@borgcube/db/prune-group-store';
import { findMadePlans, movePlan } from '@borgcube/db/prune-plan-store';
import { listRepositoryClaims } from '@borgcube/db/repository-claim-store';
import type { CoreContext } from '../core-context.ts';
import type { MadePlan } from './make-plan.ts';
import { readPlanGroups } from './plan-view.ts';

type FinishContext = Pick<CoreContext, 'clock'>;

/** All that the plan named is gone, proven: from now on the breaker compares with what it left. */
export async function finishPlanIn(
  tx: Transaction,
  ctx: FinishContext,
  { plan, repositoryId }: { readonly plan: MadePlan; readonly repositoryId: string },
): Promise<void> {
  const executedAt = ctx.clock();
  if (!(await movePlan(tx, { id: plan.id, from: 'made' }, { state: 'executed', executedAt }))) return;
  for (const { clientId, configId, held, archives } of plan.groups) {
    if (held !== null) continue;
    const kept = archives.filter(({ keep }) => keep).length;
    const key = { repositoryId, clientId, configId };
    await storeExecutedGroup(tx, { ...key, kept, planId: plan.id, basis: plan.basis, executedAt });
  }
}

/**
 * Ids of archives that a prune was deleting when everything went down, or when the repository could not be listed
 * afterwards: that they are gone is our own doing. Plans whose job has ended are closed by this.
 */
export async function takeLeftPlansIn(tx: Transaction, repositoryId: string): Promise<ReadonlySet<string>> {
  const doomed = new Set<string>();
  const claims = await listRepositoryClaims(tx, repositoryId);
  for (const plan of await findMadePlans(tx, repositoryId)) {
    const archives = readPlanGroups(plan).flatMap((group) => group.archives);
    for (const { archiveId, keep } of archives) if (!keep) doomed.add(archiveId);
    if (!claims.some(({ jobId }) => jobId === plan.jobId)) await abandonPlanIn(tx, plan.id);
  }
  return doomed;
}

/** It was not carried out to its end; what it did delete is on record all the same. */
export async function abandonPlanIn(tx: Transaction, planId: string): Promise<void> {
  await movePlan(tx, { id: planId, from: 'made' }, { state: 'abandoned' });
}
