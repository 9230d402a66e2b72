import { notFound } from '@borgcube/domain/error/domain-error';
import type { PrunePlanGroup, PrunePlanState } from '@borgcube/domain/prune/prune-plan';
import type { Prisma } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';
import { newRecordId } from './record-id.ts';

export interface NewPrunePlan {
  readonly pruneConfigId: string;
  readonly repositoryId: string;
  readonly jobId: number;
  readonly state: PrunePlanState;
  readonly groups: readonly PrunePlanGroup[];
  readonly reasons: readonly string[];
  readonly kept: number;
  readonly deleted: number;
  readonly digest: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
}

export interface StoredPlanHead {
  readonly id: string;
  readonly pruneConfigId: string;
  readonly repositoryId: string;
  readonly jobId: number;
  readonly state: string;
  /** A list of sentences. */
  readonly reasons: unknown;
  readonly kept: number;
  readonly deleted: number;
  readonly digest: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: Date | null;
  readonly executedAt: Date | null;
  readonly createdAt: Date;
}

export interface StoredPlan extends StoredPlanHead {
  /** Groups with all their archives; of thousands of archives these are megabytes. */
  readonly groups: unknown;
}

const HEAD = {
  id: true,
  pruneConfigId: true,
  repositoryId: true,
  jobId: true,
  state: true,
  reasons: true,
  kept: true,
  deleted: true,
  digest: true,
  confirmedBy: true,
  confirmedAt: true,
  executedAt: true,
  createdAt: true,
} satisfies Prisma.PrunePlanSelect;

export async function insertPlan(tx: Transaction, plan: NewPrunePlan, now: Date): Promise<StoredPlan> {
  const { groups, reasons, ...fields } = plan;
  return tx.prunePlan.create({
    data: {
      id: newRecordId(now),
      ...fields,
      groups: toJson(groups),
      reasons: toJson(reasons),
      createdAt: now,
    },
  });
}

export async function findPlan(db: Transaction, id: string): Promise<StoredPlan | null> {
  return db.prunePlan.findUnique({ where: { id } });
}

export async function getPlan(db: Transaction, id: string): Promise<StoredPlan> {
  const plan = await findPlan(db, id);
  if (!plan) throw notFound('prune plan', id);
  return plan;
}

/** The plan that a job made; null: it had not come so far. */
export async function findPlanOfJob(db: Transaction, jobId: number): Promise<StoredPlan | null> {
  return db.prunePlan.findFirst({ where: { jobId }, orderBy: { createdAt: 'desc' } });
}

/** Plans that were let go, of which it is not known yet what became of them. */
export async function findMadePlans(db: Transaction, repositoryId: string): Promise<StoredPlan[]> {
  return db.prunePlan.findMany({
    where: { repositoryId, state: 'made' },
    orderBy: { createdAt: 'desc' },
    take: 20,
  });
}

export async function findPlans(db: Transaction, ids: readonly string[]): Promise<StoredPlan[]> {
  return db.prunePlan.findMany({ where: { id: { in: ids.slice(0, 1000) } } });
}

/** The newest plans of a config, without their groups. */
export async function listPlansOf(
  db: Transaction,
  pruneConfigId: string,
  take: number,
): Promise<StoredPlanHead[]> {
  return db.prunePlan.findMany({
    where: { pruneConfigId },
    orderBy: { createdAt: 'desc' },
    select: HEAD,
    take,
  });
}

interface PlanChange {
  readonly state: PrunePlanState;
  readonly confirmedBy?: string;
  readonly confirmedAt?: Date;
  readonly executedAt?: Date;
}

/** Compare-and-swap. False: the plan is not in `from`, and nothing was written. */
export async function movePlan(
  tx: Transaction,
  { id, from }: { readonly id: string; readonly from: PrunePlanState },
  change: PlanChange,
): Promise<boolean> {
  const { count } = await tx.prunePlan.updateMany({ where: { id, state: from }, data: change });
  return count === 1;
}

/** Old plans go, but for those that the breaker still compares with. */
export async function deletePlansBefore(
  tx: Transaction,
  { repositoryId, before }: { readonly repositoryId: string; readonly before: Date },
): Promise<void> {
  const groups = await tx.pruneGroup.findMany({ where: { repositoryId }, select: { planId: true } });
  const needed = [...new Set(groups.map(({ planId }) => planId))];
  await tx.prunePlan.deleteMany({
    where: { repositoryId, createdAt: { lt: before }, id: { notIn: needed.slice(0, 10_000) } },
  });
}

/** A copy that holds exactly what JSON can. */
function toJson(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(JSON.stringify(value));
}
