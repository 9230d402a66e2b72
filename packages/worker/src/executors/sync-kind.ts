import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import { forgetManifestTime } from '@borgcube/borg/repository/forget-manifest-time';
import { freeSpace } from '@borgcube/borg/repository/free-space';
import { localPathOf } from '@borgcube/borg/repository/repository-target';
import { tamperedCause } from '@borgcube/core/archive/mirror-archives';
import { settling } from '@borgcube/core/job/settling';
import { recordMaintenance } from '@borgcube/core/repository/record-maintenance';
import { RepositoryJobData } from '@borgcube/domain/repository/repository-jobs';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { count } from './count-words.ts';
import { compareArchives, type OpenRepository, openRepository } from './open-repository.ts';

/** `sync`: brings our records of a repository's archives to what lies in it. */
export function makeSyncKind(parts: BackupParts): JobKind<RepositoryJobData> {
  return defineJobKind({
    name: 'sync',
    verboseName: 'Sync',
    states: [{ name: 'comparing', verboseName: 'Comparing archives' }],
    config: { schema: RepositoryJobData, version: 1, steps: [] },
    access: () => 'read',
    executor: {
      prepare: (_job, context) => context.enter('comparing'),
      run: (job, context) => runSync(parts, job, context),
      // It can be done again at any time, and nothing of it is lost.
      recover: async () => null,
    },
  });
}

async function runSync(
  parts: BackupParts,
  { config }: RunnableJob<RepositoryJobData>,
  context: JobContext,
): Promise<JobOutcome> {
  const repository = await openRepository(parts, config.repositoryId);
  const compared = await lookAgain(parts, repository, context);
  for (const { name } of compared.added) context.log('info', `New: ${name}`);
  for (const { from, to } of compared.renamed) {
    context.log('info', from === to ? `Changed: ${to}` : `Renamed: ${from} is ${to} now`);
  }
  for (const { name } of compared.returned) context.log('info', `There again: ${name}`);
  for (const { name } of compared.vanished) context.log('error', `Deleted by someone else: ${name}`);
  context.progress({ percent: 100, message: wordsOf(compared) });
  const path = localPathOf(repository.target);
  const free = path === null ? null : ((await freeSpace(path))?.free ?? null);
  const settled = settling(recordMaintenance(parts.core(), repository.id, { act: 'lastSync', free }));
  if (compared.vanished.length > 0)
    return { state: 'failed', cause: tamperedCause(compared.vanished), ...settled };
  return { state: 'done', ...settled };
}

/**
 * A repository that was rolled back, or restored from a copy, is older than Borg remembers, and Borg refuses it. Here what
 * it holds is compared with the record anyway, so that a loss is named and a return is seen.
 */
async function lookAgain(parts: BackupParts, repository: OpenRepository, context: JobContext) {
  const { signal } = context;
  try {
    return await compareArchives(parts, repository, { signal });
  } catch (error) {
    if (!(error instanceof BorgFailure) || error.failure.kind !== 'repository-tampered') throw error;
    context.log('warning', error.failure.message ?? '');
    context.log('info', 'The repository is older than when it was last seen. What it holds is compared now.');
    await forgetManifestTime(parts.environment, repository.target, repository.borgId);
    return compareArchives(parts, repository, { signal });
  }
}

function wordsOf({ listed, added, renamed }: Awaited<ReturnType<typeof compareArchives>>): string {
  const news = [
    ...(added.length > 0 ? [`${added.length} new`] : []),
    ...(renamed.length > 0 ? [`${renamed.length} renamed`] : []),
  ];
  return `${count(listed.length, 'archive')}${news.length > 0 ? `, ${news.join(', ')}` : ', nothing new'}.`;
}
