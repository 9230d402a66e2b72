import { settling } from '@borgcube/core/job/settling';
import { RepositoryJobData } from '@borgcube/domain/repository/repository-jobs';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { compactStep } from './compact-step.ts';
import { openRepository, requireUntampered } from './open-repository.ts';

/** `compact`: gives back the room of deleted archives, unless somebody else deleted any. */
export function makeCompactKind(parts: BackupParts): JobKind<RepositoryJobData> {
  return defineJobKind({
    name: 'compact',
    verboseName: 'Compaction',
    states: [
      { name: 'comparing', verboseName: 'Comparing archives' },
      { name: 'compact', verboseName: 'Compacting' },
    ],
    config: { schema: RepositoryJobData, version: 1, steps: [] },
    access: () => 'exclusive',
    executor: {
      prepare: (_job, context) => context.enter('comparing'),
      run: (job, context) => runCompact(parts, job, context),
      // Borg leaves a repository whole wherever a compaction is cut off; the next one takes up what is left.
      recover: async () => null,
    },
  });
}

async function runCompact(
  parts: BackupParts,
  { config, job }: RunnableJob<RepositoryJobData>,
  context: JobContext,
): Promise<JobOutcome> {
  const repository = await openRepository(parts, config.repositoryId);
  await requireUntampered(parts, repository, context.signal);
  await context.enter('compact');
  const { result, words, record } = await compactStep(parts, repository, {
    context,
    marker: `compact.${job.id}`,
  });
  if (result.outcome === 'cancelled') return { state: 'cancelled' };
  if (result.cause) return { state: 'failed', cause: result.cause, borgWarning: result.warnings };
  context.progress({ percent: 100, message: words });
  return { state: 'done', exitCode: 0, borgWarning: result.warnings, ...settling(record) };
}
