import { deletePartial } from '@borgcube/borg/create/partial-archive';
import { holdsNonDirectory } from '@borgcube/borg/create/run-create';
import { archiveFigures, type ListedArchive, listArchives } from '@borgcube/borg/repository/list-archives';
import { loadBackup, recordedArchives } from '@borgcube/core/backup-config/load-backup';
import { archiveName, jobIdOfArchiveName } from '@borgcube/domain/archive/archive-name';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { toBorgRepository } from '../hand/borg-target.ts';
import { placeKeyFile } from '../hand/place-key-file.ts';
import type { BackupJob, BackupParts } from './backup-job.ts';
import { judgeArchive } from './backup-outcome.ts';

/** Borg takes the time of an archive from the clock of the machine that it runs on. */
const CLOCK_TOLERANCE_MS = 600_000;

/** Whether Borg completed the job's archive before everything went down. Throws when it cannot be looked for. */
export async function recoverBackup(parts: BackupParts, job: BackupJob): Promise<JobOutcome | null> {
  const { environment } = parts;
  const core = parts.core();
  const loaded = await loadBackup(core, job.config, job.job.configId);
  const repository = toBorgRepository(loaded.repository);
  await placeKeyFile(environment, loaded.repository);
  const base = archiveName(loaded.hostname, job.job.id);
  const recorded = await recordedArchives(core, job.config.repositoryId, base);
  const listed = await listArchives(environment, repository);
  const own = listed.findLast((archive) => isOwn(archive, base, job) && !recorded.has(archive.id));
  if (!own) {
    await deletePartials(parts, repository, { base, listed, job });
    return null;
  }
  const figures = await archiveFigures(environment, repository, own.name);
  const target = { environment, repository, transport: { type: 'local' } } as const;
  const isEmpty = figures.stats.nfiles === 0 && !(await holdsNonDirectory(target, own.name));
  const mountPoints = loaded.lastGood?.mountPoints ?? [];
  return judgeArchive({ figures, isEmpty, warnings: [], mountPoints }, job, loaded);
}

/** By its name, and by its time: after a restored database job numbers, and so names, may come a second time. */
function isOwn(
  { name, start }: Pick<ListedArchive, 'name' | 'start'>,
  base: string,
  { job }: BackupJob,
): boolean {
  if (jobIdOfArchiveName(name) !== job.id || !(name === base || name.startsWith(`${base}.`))) return false;
  const begun = new Date(job.timestampStart ?? job.createdAt).getTime();
  return start.getTime() >= begun - CLOCK_TOLERANCE_MS;
}

/** What a pull of this job left that did not come to its end. Where it cannot be taken away, prune finds it by its name. */
async function deletePartials(
  { environment }: BackupParts,
  repository: Parameters<typeof listArchives>[1],
  {
    base,
    listed,
    job,
  }: { readonly base: string; readonly listed: readonly ListedArchive[]; readonly job: BackupJob },
): Promise<void> {
  for (const { name, start } of listed) {
    const whole = name.replace(/\.partial$/, '');
    if (whole === name || !isOwn({ name: whole, start }, base, job)) continue;
    await deletePartial({ environment, repository }, whole).catch(() => {});
  }
}
