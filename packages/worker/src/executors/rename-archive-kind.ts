import { renameArchive } from '@borgcube/borg/repository/rename-archive';
import { refuseRename } from '@borgcube/core/archive/rename-archive';
import { RenamePlan } from '@borgcube/domain/archive/archive-rename';
import { failureError } from '@borgcube/domain/failure/failure-error';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { followVerb } from './follow-verb.ts';
import { compareArchives, type OpenRepository, openRepository } from './open-repository.ts';

/** `rename-archive`: gives one archive another name; our record of it stays the same. */
export function makeRenameArchiveKind(parts: BackupParts): JobKind<RenamePlan> {
  return defineJobKind({
    name: 'rename-archive',
    verboseName: 'Renaming of an archive',
    states: [
      { name: 'comparing', verboseName: 'Comparing archives' },
      { name: 'renaming', verboseName: 'Renaming' },
    ],
    config: { schema: RenamePlan, version: 1, steps: [] },
    access: () => 'exclusive',
    executor: {
      prepare: (_job, context) => context.enter('comparing'),
      run: (job, context) => runRename(parts, job, context),
      recover: (job) => recoverRename(parts, job),
    },
  });
}

async function runRename(
  parts: BackupParts,
  { config, job }: RunnableJob<RenamePlan>,
  context: JobContext,
): Promise<JobOutcome> {
  const { environment } = parts;
  const { signal } = context;
  const repository = await openRepository(parts, config.repositoryId);
  const { listed } = await compareArchives(parts, repository, { signal });
  const refusal = refuseRename(config, listed);
  if (refusal) throw failureError(refusal);

  await context.enter('renaming');
  const { target } = repository;
  const marker = `rename-archive.${job.id}`;
  const result = await followVerb(context, (events) =>
    renameArchive({ environment, target, signal, marker, events }, config),
  );
  // However Borg ended, its list of archives tells what is so.
  const isDone = await isRenamed(parts, repository, config);
  if (isDone) context.progress({ percent: 100, message: `${config.from} is called ${config.to} now.` });
  if (isDone) return { state: 'done', borgWarning: result.warnings };
  if (result.outcome === 'cancelled') return { state: 'cancelled' };
  const cause = result.cause ?? { kind: 'command-failed', message: `${config.from} kept its name.` };
  return { state: 'failed', cause, borgWarning: result.warnings };
}

async function recoverRename(
  parts: BackupParts,
  { config }: RunnableJob<RenamePlan>,
): Promise<JobOutcome | null> {
  const repository = await openRepository(parts, config.repositoryId);
  return (await isRenamed(parts, repository, config)) ? { state: 'done' } : null;
}

/** With our records brought to what lies in the repository. */
async function isRenamed(
  parts: BackupParts,
  repository: OpenRepository,
  { from, to }: RenamePlan,
): Promise<boolean> {
  const { listed } = await compareArchives(parts, repository);
  const names = new Set(listed.map(({ name }) => name));
  return names.has(to) && !names.has(from);
}
