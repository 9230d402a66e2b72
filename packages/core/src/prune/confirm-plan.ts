import { getPruneConfig } from '@borgcube/db/prune-config-store';
import { getPlan, movePlan } from '@borgcube/db/prune-plan-store';
import { getRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { PruneStarted } from '@borgcube/domain/prune/prune-config';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { pruneRequest } from '../prune-config/run-prune-config.ts';
import { recordChange } from '../record/record-change.ts';

/**
 * Lets a plan go that the breaker refused. The job plans anew, and deletes only if that is the very same set of
 * archives. Throws `state-conflict` for any plan that does not wait for this, and while another run of the config waits.
 */
export async function confirmPlan(ctx: CoreContext, planId: string): Promise<PruneStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => {
    const plan = await getPlan(tx, planId);
    const config = await getPruneConfig(tx, plan.pruneConfigId);
    const { name } = await getRepository(tx, plan.repositoryId);
    if (config.repositoryId !== null && config.repositoryId !== plan.repositoryId) {
      const message = `${config.name} prunes ${name} no longer.`;
      throw new DomainError('CONFLICT', 'state-conflict', message);
    }
    const by = ctx.actor.name;
    const confirmation = { state: 'confirmed', confirmedBy: by, confirmedAt: ctx.clock() } as const;
    if (!(await movePlan(tx, { id: planId, from: 'refused' }, confirmation))) {
      throw new DomainError(
        'CONFLICT',
        'state-conflict',
        `This plan is ${plan.state}; only a refused one is confirmed.`,
      );
    }
    const confirmed = { planId, digest: plan.digest, by };
    const job = await createJobIn(tx, ctx, pruneRequest(config, plan.repositoryId, confirmed));
    if (job.alreadyQueued) {
      const message = `Job ${job.id} of ${config.name} waits or runs already, and makes a plan of its own.`;
      throw new DomainError('CONFLICT', 'state-conflict', message);
    }
    await recordChange(tx, ctx, {
      what: `Confirmed a prune plan of ${plan.deleted} archives in ${name}`,
      noun: 'prunePlan',
      recordId: planId,
      changes: { reasons: { to: plan.reasons } },
    });
    return { jobs: [job.id], alreadyQueued: [] };
  });
}
