import { deleteArchives } from '@borgcube/borg/repository/delete-archives';
import { type Mirrored, tamperedCause } from '@borgcube/core/archive/mirror-archives';
import { settling } from '@borgcube/core/job/settling';
import { abandonPlanIn, finishPlanIn } from '@borgcube/core/prune/finish-plan';
import { findMadePlan, type MadePlan, makePlan } from '@borgcube/core/prune/make-plan';
import { isUnfinishedName } from '@borgcube/domain/archive/archive-name';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { PruneJobData } from '@borgcube/domain/prune/prune-config';
import type { JobContext, JobOutcome, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { compactStep } from './compact-step.ts';
import { count } from './count-words.ts';
import { followVerb } from './follow-verb.ts';
import { compareArchives, type OpenRepository, openRepository } from './open-repository.ts';
import { describePlan, doomedNames } from './prune-words.ts';

type PruneJob = RunnableJob<PruneJobData>;

/** Plans on what the repository holds now, stores the plan, deletes exactly that, and proves it. */
export async function runPrune(parts: BackupParts, job: PruneJob, context: JobContext): Promise<JobOutcome> {
  const { config } = job;
  const repository = await openRepository(parts, config.repositoryId);
  const { listed, vanished } = await compareArchives(parts, repository, {
    signal: context.signal,
    checkpoints: true,
  });
  if (vanished.length > 0) throw failureError(tamperedCause(vanished));
  const unfinished = listed.filter(({ name }) => isUnfinishedName(name));
  const plan = await makePlan(parts.core(), { jobId: job.job.id, config, unfinished });
  for (const words of describePlan(plan, config)) context.log('info', words);
  if (plan.reasons.length > 0) return { state: 'failed', cause: refusal(plan) };

  if (context.signal.aborted) return { state: 'cancelled', ...settling((tx) => abandonPlanIn(tx, plan.id)) };
  await context.enter('prune');
  const removal = await removePlanned(parts, { plan, repository, jobId: job.job.id, context });
  if (removal.left.length > 0) {
    const abandoned = settling((tx) => abandonPlanIn(tx, plan.id));
    if (removal.isCancelled) return { state: 'cancelled', ...abandoned };
    return { state: 'failed', cause: removal.cause ?? leftCause(removal), ...abandoned };
  }
  const words = `${count(removal.removed, 'archive')} deleted.`;
  context.progress({ percent: 100, message: words });
  const executed = { plan, repositoryId: config.repositoryId };
  const finish = settling((tx) => finishPlanIn(tx, parts.core(), executed));
  const { warnings: borgWarning } = removal;
  // Deleted by someone else while this ran: nothing is compacted before a person has decided.
  if (removal.vanished.length > 0)
    return { state: 'failed', cause: tamperedCause(removal.vanished), borgWarning, ...finish };
  // Without anything deleted there is nothing to give back.
  if (!config.compact || removal.removed === 0) return { state: 'done', exitCode: 0, borgWarning, ...finish };

  await context.enter('compact');
  const compacted = await compactStep(parts, repository, { context, marker: `prune.${job.job.id}` });
  const { result } = compacted;
  if (result.outcome === 'cancelled') return { state: 'cancelled', ...finish };
  if (result.cause) return { state: 'failed', cause: result.cause, borgWarning: result.warnings, ...finish };
  context.progress({ percent: 100, message: `${words} ${compacted.words}` });
  const settle = settling(async (tx) => {
    await finishPlanIn(tx, parts.core(), executed);
    await compacted.record(tx);
  });
  return { state: 'done', exitCode: 0, borgWarning: [...borgWarning, ...result.warnings], ...settle };
}

interface Removal {
  /** Archives and unfinished ones. */
  readonly removed: number;
  readonly left: readonly string[];
  readonly vanished: Mirrored['vanished'];
  readonly cause: FailureCause | null;
  readonly isCancelled: boolean;
  readonly warnings: readonly string[];
}

interface RemovalRun {
  readonly plan: MadePlan;
  readonly repository: OpenRepository;
  readonly jobId: number;
  readonly context: JobContext;
}

/** What is gone is told by the list of archives afterwards, and its rows leave the record, however Borg ended. */
async function removePlanned(
  parts: BackupParts,
  { plan, repository, jobId, context }: RemovalRun,
): Promise<Removal> {
  const names = doomedNames(plan);
  if (names.length === 0)
    return { removed: 0, left: [], vanished: [], cause: null, isCancelled: false, warnings: [] };
  for (const name of names) context.log('info', `Deleting ${name}`);
  const { environment } = parts;
  const { target } = repository;
  const { signal } = context;
  const result = await followVerb(context, (events) =>
    deleteArchives({ environment, target, signal, marker: `prune.${jobId}`, events }, names),
  );
  const { left, vanished } = await leftOf(parts, repository, plan);
  return {
    removed: names.length - left.length,
    left,
    vanished,
    cause: result.cause,
    isCancelled: result.outcome === 'cancelled',
    warnings: result.warnings,
  };
}

/** Names of the plan that are still there, as they were planned; rows of the others leave the record. */
async function leftOf(
  parts: BackupParts,
  repository: OpenRepository,
  plan: Pick<MadePlan, 'groups'>,
): Promise<Pick<Removal, 'left' | 'vanished'>> {
  const doomed = plan.groups.flatMap(({ archives }) => archives.filter(({ keep }) => !keep));
  const unfinished = plan.groups.flatMap((group) => group.unfinished);
  const { listed, vanished } = await compareArchives(parts, repository, {
    removed: new Set(doomed.map(({ archiveId }) => archiveId)),
    checkpoints: true,
  });
  const there = new Set(listed.map(({ id }) => id));
  const named = doomed.map(({ archiveName: name, fingerprint }) => ({ name, fingerprint }));
  const left = [...named, ...unfinished].filter(({ fingerprint }) => there.has(fingerprint));
  return { left: left.map(({ name }) => name), vanished };
}

function refusal({ id, reasons }: MadePlan): FailureCause {
  return {
    kind: 'plan-refused',
    message: reasons[0] ?? '',
    evidence: reasons.slice(0, 6),
    planId: id,
    reasons,
  };
}

function leftCause({ removed, left }: Removal): FailureCause {
  const message = `${removed} of ${count(removed + left.length, 'archive')} were deleted; still there: ${left.slice(0, 10).join(', ')}.`;
  return { kind: 'command-failed', message, evidence: left.slice(0, 6) };
}

/** What of its plan was deleted leaves the record, whenever everything went down; a compaction is not made up for. */
export async function recoverPrune(
  parts: BackupParts,
  { config, job }: PruneJob,
): Promise<JobOutcome | null> {
  const core = parts.core();
  const plan = await findMadePlan(core, { jobId: job.id, config });
  if (!plan) return null;
  const repository = await openRepository(parts, config.repositoryId);
  const { left, vanished } = await leftOf(parts, repository, plan);
  if (left.length === 0) {
    const { repositoryId } = config;
    return { state: 'done', ...settling((tx) => finishPlanIn(tx, core, { plan, repositoryId })) };
  }
  const removed = doomedNames(plan).length - left.length;
  const gone = { removed, left, vanished, cause: null, isCancelled: false, warnings: [] };
  return {
    state: 'failed',
    cause: { ...leftCause(gone), kind: 'worker-restart' },
    ...settling((tx) => abandonPlanIn(tx, plan.id)),
  };
}
