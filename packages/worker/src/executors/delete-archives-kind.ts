import { deleteArchives } from '@borgcube/borg/repository/delete-archives';
import { readPlanned, refuseDeletion } from '@borgcube/core/archive/judge-deletion';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { failureError } from '@borgcube/domain/failure/failure-error';
import { DeletionPlan } from '@borgcube/domain/repository/repository-jobs';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { count } from './count-words.ts';
import { followVerb } from './follow-verb.ts';
import { compareArchives, openRepository, requireUntampered } from './open-repository.ts';

/** `delete-archives`: deletes exactly the archives of its plan, if they still are what was planned. */
export function makeDeleteArchivesKind(parts: BackupParts): JobKind<DeletionPlan> {
  return defineJobKind({
    name: 'delete-archives',
    verboseName: 'Deletion of archives',
    states: [
      { name: 'comparing', verboseName: 'Comparing with the plan' },
      { name: 'deleting', verboseName: 'Deleting' },
      { name: 'confirming', verboseName: 'Confirming' },
    ],
    config: { schema: DeletionPlan, version: 1, steps: [] },
    access: () => 'exclusive',
    executor: {
      prepare: (_job, context) => context.enter('comparing'),
      run: (job, context) => runDeletion(parts, job, context),
      recover: (job) => recoverDeletion(parts, job),
    },
  });
}

async function runDeletion(
  parts: BackupParts,
  { config, job }: RunnableJob<DeletionPlan>,
  context: JobContext,
): Promise<JobOutcome> {
  const { environment } = parts;
  const repository = await openRepository(parts, config.repositoryId);
  const { listed } = await requireUntampered(parts, repository, context.signal);
  const refusal = await refuseDeletion(parts.core(), config, listed);
  if (refusal) throw failureError(refusal);

  await context.enter('deleting');
  const { target } = repository;
  const names = config.archives.map(({ name }) => name);
  for (const name of names) context.log('info', `Deleting ${name}`);
  const marker = `delete-archives.${job.id}`;
  const result = await followVerb(context, (events) =>
    deleteArchives({ environment, target, signal: context.signal, marker, events }, names),
  );
  await context.enter('confirming').catch(() => {}); // what was deleted has to be on record all the same
  const { removed } = await compareArchives(parts, repository, { removed: idsOf(config) });
  context.progress({ percent: 100, message: `${count(removed.length, 'archive')} deleted.` });
  if (removed.length === config.archives.length) return { state: 'done', borgWarning: result.warnings };
  if (result.outcome === 'cancelled') return { state: 'cancelled' };
  return { state: 'failed', cause: result.cause ?? leftCause(config, removed) };
}

/** What of the plan was deleted leaves the record, whenever everything went down. */
async function recoverDeletion(
  parts: BackupParts,
  { config }: RunnableJob<DeletionPlan>,
): Promise<JobOutcome | null> {
  const rows = await readPlanned(parts.core(), config);
  const repository = await openRepository(parts, config.repositoryId);
  const { removed } = await compareArchives(parts, repository, { removed: idsOf(config) });
  const isDone = rows.every((row) => removed.some(({ id }) => id === row.id));
  if (isDone) return { state: 'done' };
  return removed.length === 0
    ? null
    : { state: 'failed', cause: { ...leftCause(config, removed), kind: 'worker-restart' } };
}

function leftCause(
  { archives }: DeletionPlan,
  removed: ReadonlyArray<{ readonly id: string }>,
): FailureCause {
  const gone = new Set(removed.map(({ id }) => id));
  const left = archives.filter(({ id }) => !gone.has(id)).map(({ name }) => name);
  const message = `${removed.length} of ${count(archives.length, 'archive')} were deleted; still there: ${left.slice(0, 10).join(', ')}.`;
  return { kind: 'command-failed', message, evidence: left.slice(0, 6) };
}

function idsOf({ archives }: DeletionPlan): Set<string> {
  return new Set(archives.map(({ id }) => id));
}
