import { createHash } from 'node:crypto';
import type { Transaction } from '@borgcube/db/open-database';
import { findExecutedGroups } from '@borgcube/db/prune-group-store';
import { deletePlansBefore, findPlanOfJob, findPlans, insertPlan } from '@borgcube/db/prune-plan-store';
import { lockRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { judgePlan, type PreviousPlan } from '@borgcube/domain/prune/judge-plan';
import { type PlannedGroup, planGroup } from '@borgcube/domain/prune/plan-group';
import type { PruneJobData } from '@borgcube/domain/prune/prune-config';
import type { PrunePlanGroup } from '@borgcube/domain/prune/prune-plan';
import type { CoreContext } from '../core-context.ts';
import { type ListedUnfinished, type LoadedGroup, loadGroups, wordsOf } from './load-groups.ts';
import { readPlanGroups } from './plan-view.ts';

export interface PlanRequest {
  readonly jobId: number;
  readonly config: PruneJobData;
  /** Checkpoints and the like, as Borg lists them now. */
  readonly unfinished: readonly ListedUnfinished[];
}

export interface MadePlan {
  readonly id: string;
  /** Why a person has to confirm it; empty: it may be carried out. */
  readonly reasons: readonly string[];
  readonly groups: readonly PrunePlanGroup[];
  /** Stands for the policy and the pattern. */
  readonly basis: string;
}

const NOT_CONFIRMED = 'What it would delete is no longer what was confirmed.';
const PLANS_KEPT_MS = 90 * 86_400_000;

/** Decides what goes, and stores it before anything does; the rows are to agree with the repository already. */
export async function makePlan(
  ctx: Pick<CoreContext, 'db' | 'clock'>,
  request: PlanRequest,
): Promise<MadePlan> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock();
    const { config, jobId } = request;
    const { repositoryId, clientPattern, policy, confirmed, pruneConfigId } = config;
    const basis = basisOf(config);
    await lockRepository(tx, repositoryId); // no archive is pinned between the look at it and the plan
    const loaded = await loadGroups(tx, { repositoryId, clientPattern, unfinished: request.unfinished });
    const previous = await findPrevious(tx, repositoryId);
    const groups = loaded.map((group): PrunePlanGroup => {
      const planned = planGroup(group, policy, now.getTime());
      const { archives } = planned;
      const before = previous.get(groupKey(group)) ?? null;
      const judgement = { archives, previous: before, basis, rules: policy, now: now.getTime() };
      return toPlanGroup(group, planned, judgePlan(judgement));
    });
    const archives = groups.flatMap((group) => group.archives);
    const digest = digestOf(archives.filter(({ keep }) => !keep).map(({ fingerprint }) => fingerprint));
    const isConfirmed = confirmed?.digest === digest;
    const found = groups.flatMap((group) => group.reasons.map((reason) => `${wordsOf(group)}: ${reason}`));
    if (confirmed && !isConfirmed && found.length === 0) found.push(NOT_CONFIRMED);
    const plan = await insertPlan(
      tx,
      {
        pruneConfigId,
        repositoryId,
        jobId,
        state: found.length === 0 || isConfirmed ? 'made' : 'refused',
        groups,
        reasons: found,
        kept: archives.filter(({ keep }) => keep).length,
        deleted: archives.filter(({ keep }) => !keep).length,
        digest,
        confirmedBy: isConfirmed ? confirmed.by : null,
        confirmedAt: isConfirmed ? now : null,
      },
      now,
    );
    await deletePlansBefore(tx, { repositoryId, before: new Date(now.getTime() - PLANS_KEPT_MS) });
    return { id: plan.id, reasons: isConfirmed ? [] : found, groups, basis };
  });
}

/** The plan that a job was about to carry out; null: it had none, or none that it was let to. */
export async function findMadePlan(
  { db }: Pick<CoreContext, 'db'>,
  { jobId, config }: Pick<PlanRequest, 'jobId' | 'config'>,
): Promise<MadePlan | null> {
  const plan = await findPlanOfJob(db, jobId);
  if (plan?.state !== 'made') return null;
  return { id: plan.id, reasons: [], groups: readPlanGroups(plan), basis: basisOf(config) };
}

function toPlanGroup(group: LoadedGroup, planned: PlannedGroup, reasons: string[]): PrunePlanGroup {
  const fingerprints = new Map(group.archives.map(({ id, fingerprint }) => [id, fingerprint]));
  return {
    clientId: group.clientId,
    clientHostname: group.clientHostname,
    configId: group.configId,
    configLabel: group.configLabel,
    held: planned.held,
    reasons,
    archives: planned.archives.map(({ archive, keep, rule }) => ({
      archiveId: archive.id,
      archiveName: archive.name,
      fingerprint: fingerprints.get(archive.id) ?? '',
      timestamp: new Date(archive.at).toISOString(),
      keep,
      rule,
    })),
    unfinished: planned.unfinished.map(({ name, fingerprint, at }) => ({
      name,
      fingerprint,
      timestamp: new Date(at).toISOString(),
    })),
  };
}

/** What the last executed plan of each group of the repository left. */
async function findPrevious(tx: Transaction, repositoryId: string): Promise<Map<string, PreviousPlan>> {
  const executed = await findExecutedGroups(tx, repositoryId);
  const plans = await findPlans(tx, [...new Set(executed.map(({ planId }) => planId))]);
  const found = new Map<string, PreviousPlan>();
  for (const plan of plans) {
    for (const group of readPlanGroups(plan)) {
      const left = executed.find((one) => one.planId === plan.id && groupKey(one) === groupKey(group));
      if (!left) continue;
      const kept = group.archives.filter(({ keep }) => keep);
      found.set(groupKey(group), {
        at: plan.createdAt.getTime(),
        kept: new Map(kept.map(({ archiveId, rule }) => [archiveId, rule ?? ''])),
        listed: new Set(group.archives.map(({ archiveId }) => archiveId)),
        newestAt: Math.max(...group.archives.map(({ timestamp }) => Date.parse(timestamp))),
        basis: left.basis,
      });
    }
  }
  return found;
}

const groupKey = ({ clientId, configId }: { readonly clientId: string; readonly configId: string | null }) =>
  `${clientId} ${configId ?? ''}`;

function basisOf({ policy, clientPattern }: PruneJobData): string {
  const { id: _, name: __, ...rules } = policy;
  return digestOf([JSON.stringify(Object.entries(rules).sort()), clientPattern]);
}

function digestOf(words: readonly string[]): string {
  return createHash('sha256')
    .update([...words].sort().join('\0'))
    .digest('hex');
}
