import type { CreateResult } from '@borgcube/borg/create/create-run';
import type { ArchiveFigures } from '@borgcube/borg/repository/list-archives';
import type { LoadedBackup } from '@borgcube/core/backup-config/load-backup';
import { describeShrinking } from '@borgcube/domain/archive/describe-shrinking';
import type { NewArchive } from '@borgcube/domain/archive/new-archive';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupJob } from './backup-job.ts';

/** What is known of an archive that is in the repository. */
export interface FoundArchive {
  readonly figures: ArchiveFigures;
  /** It holds nothing but directories. */
  readonly isEmpty: boolean;
  readonly warnings: readonly string[];
  readonly mountPoints: readonly string[];
}

/** How a run of Borg ends the job. Borg's own word for its success is not enough. */
export function outcomeOfBackup(result: CreateResult, job: BackupJob, loaded: LoadedBackup): JobOutcome {
  if (result.outcome === 'cancelled') return { state: 'cancelled' };
  const exitCode = typeof result.cause?.exitCode === 'number' ? result.cause.exitCode : null;
  const signal = typeof result.cause?.signal === 'string' ? result.cause.signal : null;
  if (result.cause || !result.archive) {
    const cause = result.cause ?? { kind: 'internal-error', message: 'Borg made no archive.' };
    return { state: 'failed', cause, borgWarning: result.warnings, exitCode, signal };
  }
  const { archive: figures, isEmpty, warnings, mountPoints } = result;
  return { ...judgeArchive({ figures, isEmpty, warnings, mountPoints }, job, loaded), exitCode: 0 };
}

/** Done means proven: the archive is there, holds something, and is not a fraction of what it used to be. */
export function judgeArchive(found: FoundArchive, job: BackupJob, loaded: LoadedBackup): JobOutcome {
  if (found.isEmpty && !job.config.mayBeEmpty) {
    const message = `The archive ${found.figures.name} holds no file.`;
    return {
      state: 'failed',
      cause: { kind: 'nothing-backed-up', message, paths: job.config.paths },
      borgWarning: found.warnings,
      archive: toNewArchive(found, job, 'nothing backed up'),
    };
  }
  const { nfiles, originalSize } = found.figures.stats;
  const suspect = describeShrinking({ nfiles, originalSize }, loaded.earlier);
  const borgWarning = suspect === null ? found.warnings : [...found.warnings, suspect];
  return { state: 'done', borgWarning, archive: toNewArchive(found, job, suspect) };
}

function toNewArchive(found: FoundArchive, { job, config }: BackupJob, suspect: string | null): NewArchive {
  const { id, name, start, end, duration, stats, repository } = found.figures;
  return {
    fingerprint: id,
    name,
    repositoryId: config.repositoryId,
    clientId: config.clientId,
    configId: job.configId,
    jobId: job.id,
    ...stats,
    duration,
    timestamp: start,
    timestampEnd: end,
    suspect,
    repositoryFigures: repository ?? null,
    lastGood: suspect === null ? lastGoodOf(found, job.id) : null,
  };
}

function lastGoodOf({ figures, mountPoints }: FoundArchive, jobId: number) {
  const { nfiles, originalSize } = figures.stats;
  return { jobId, mountPoints, originalSize, nfiles, duration: figures.duration };
}
