import { compactRepository } from '@borgcube/borg/repository/compact-repository';
import { freeSpace } from '@borgcube/borg/repository/free-space';
import { localPathOf } from '@borgcube/borg/repository/repository-target';
import { storeFigures } from '@borgcube/db/repository-store';
import { RepositoryJobData } from '@borgcube/domain/repository/repository-jobs';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { followVerb } from './follow-verb.ts';
import { openRepository, requireUntampered } from './open-repository.ts';
import { settling } from './settling.ts';
import { sizeWords } from './size-words.ts';

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
  const { environment } = parts;
  const repository = await openRepository(parts, config.repositoryId);
  await requireUntampered(parts, repository, context.signal);
  await context.enter('compact');
  const { target } = repository;
  const marker = `compact.${job.id}`;
  const result = await followVerb(context, (events) =>
    compactRepository({ environment, target, signal: context.signal, marker, events }),
  );
  if (result.outcome === 'cancelled') return { state: 'cancelled' };
  if (result.cause) return { state: 'failed', cause: result.cause, borgWarning: result.warnings };
  const freed = result.freed === null ? 'Compacted.' : `Compaction freed about ${sizeWords(result.freed)}.`;
  context.progress({ percent: 100, message: freed });
  const path = localPathOf(target);
  const free = path === null ? null : ((await freeSpace(path))?.free ?? null);
  return {
    state: 'done',
    exitCode: 0,
    borgWarning: result.warnings,
    ...settling((tx) =>
      storeFigures(tx, config.repositoryId, {
        lastCompact: parts.core().clock(),
        ...(free === null ? {} : { freeSpace: free }),
      }),
    ),
  };
}
