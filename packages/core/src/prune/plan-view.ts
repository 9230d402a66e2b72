import type { Transaction } from '@borgcube/db/open-database';
import { findPruneConfig } from '@borgcube/db/prune-config-store';
import {
  getPlan as getStoredPlan,
  listPlansOf,
  type StoredPlan,
  type StoredPlanHead,
} from '@borgcube/db/prune-plan-store';
import { findRepository } from '@borgcube/db/repository-store';
import {
  type PrunePlan,
  PrunePlanGroup,
  PrunePlanState,
  type PrunePlanSummary,
} from '@borgcube/domain/prune/prune-plan';
import { z } from 'zod';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';

const PLANS_SHOWN = 20;
const Groups = z.array(PrunePlanGroup);
const Reasons = z.array(z.string());

export function readPlanGroups({ groups }: Pick<StoredPlan, 'groups'>): PrunePlanGroup[] {
  return Groups.parse(groups);
}

export async function getPlan(ctx: CoreContext, planId: string): Promise<PrunePlan> {
  requireRole(ctx, 'viewer');
  const plan = await getStoredPlan(ctx.db, planId);
  return { ...(await toSummary(ctx.db, plan)), groups: readPlanGroups(plan) };
}

/** The newest plans of a config. */
export async function listPlans(ctx: CoreContext, pruneConfigId: string): Promise<PrunePlanSummary[]> {
  requireRole(ctx, 'viewer');
  const plans = await listPlansOf(ctx.db, pruneConfigId, PLANS_SHOWN);
  return Promise.all(plans.map((plan) => toSummary(ctx.db, plan)));
}

async function toSummary(db: Transaction, plan: StoredPlanHead): Promise<PrunePlanSummary> {
  const config = await findPruneConfig(db, plan.pruneConfigId);
  const repository = await findRepository(db, plan.repositoryId);
  return {
    id: plan.id,
    pruneConfigId: config?.id ?? null,
    pruneConfigName: config?.name ?? null,
    repositoryId: plan.repositoryId,
    repositoryName: repository?.name ?? null,
    jobId: plan.jobId,
    state: PrunePlanState.parse(plan.state),
    reasons: Reasons.parse(plan.reasons ?? []),
    kept: plan.kept,
    deleted: plan.deleted,
    confirmedBy: plan.confirmedBy,
    confirmedAt: plan.confirmedAt?.toISOString() ?? null,
    executedAt: plan.executedAt?.toISOString() ?? null,
    createdAt: plan.createdAt.toISOString(),
  };
}
