import { archiveFigures, listArchives } from '@borgcube/borg/repository/list-archives';
import { type Imported, recordFigures, recordImport } from '@borgcube/core/archive/import-archives';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { ArchiveImport } from '@borgcube/domain/repository/repository-jobs';
import {
  defineJobKind,
  type JobContext,
  type JobKind,
  type JobOutcome,
  type RunnableJob,
} from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { count } from './count-words.ts';
import { type OpenRepository, openRepository } from './open-repository.ts';

/** `import`: puts archives that lie in a repository already under a client, with their figures. */
export function makeImportKind(parts: BackupParts): JobKind<ArchiveImport> {
  return defineJobKind({
    name: 'import',
    verboseName: 'Import of archives',
    states: [
      { name: 'listing', verboseName: 'Looking for archives' },
      { name: 'measuring', verboseName: 'Reading their figures' },
    ],
    config: { schema: ArchiveImport, version: 1, steps: [] },
    access: () => 'read',
    executor: {
      prepare: (_job, context) => context.enter('listing'),
      run: (job, context) => runImport(parts, job, context),
      // Twice is as once: whoever wants the rest starts it again.
      recover: async () => null,
    },
  });
}

async function runImport(
  parts: BackupParts,
  { config }: RunnableJob<ArchiveImport>,
  context: JobContext,
): Promise<JobOutcome> {
  const repository = await openRepository(parts, config.repositoryId);
  const { signal } = context;
  const listed = await listArchives(parts.environment, repository.target, { signal });
  const { added, matched, refused } = await recordImport(parts.core(), config, listed);
  if (matched.length + refused.length === 0) return { state: 'failed', cause: noneCause(config, repository) };
  for (const { name } of matched) context.log('info', `Imported: ${name}`);
  const borgWarning = refused.map((name) => `${name} is a backup of another client and stays there.`);
  const unmeasured = matched.filter(({ nfiles }) => nfiles === null);
  if (unmeasured.length > 0) await measure(parts, { repository, archives: unmeasured }, context);
  if (signal.aborted) return { state: 'cancelled' };
  const news = added.length === matched.length ? '' : `, ${added.length} of them new`;
  context.progress({
    percent: 100,
    path: null,
    message: `${count(matched.length, 'archive')} imported${news}.`,
  });
  return { state: 'done', borgWarning };
}

/** One scan of each archive; what is read is kept, also when the rest is cancelled. */
async function measure(
  parts: BackupParts,
  { repository, archives }: { readonly repository: OpenRepository; readonly archives: Imported['matched'] },
  context: JobContext,
): Promise<void> {
  await context.enter('measuring');
  for (const [done, { id, name, fingerprint }] of archives.entries()) {
    if (context.signal.aborted) return;
    context.progress({ percent: Math.round((done / archives.length) * 1000) / 10, message: name });
    const found = await archiveFigures(parts.environment, repository.target, name);
    if (found.id !== fingerprint) continue; // renamed a moment ago; the next sync follows it
    const { stats, duration } = found;
    await recordFigures(parts.core(), id, { ...stats, duration });
  }
}

function noneCause({ archive, regex }: ArchiveImport, { name }: OpenRepository): FailureCause {
  const message = regex
    ? `No archive in ${name} fits ${archive}.`
    : `There is no archive ${archive} in ${name}.`;
  return { kind: 'archive-missing', message, archive };
}
