import type { CreateResult, CreateTransport } from '@borgcube/borg/create/create-run';
import { runCreate } from '@borgcube/borg/create/run-create';
import { checkRoom } from '@borgcube/borg/repository/check-room';
import { holdsArchive } from '@borgcube/borg/repository/holds-archive';
import type { ArchiveStats } from '@borgcube/borg/repository/list-archives';
import {
  type LoadedBackup,
  loadBackup,
  loadConnection,
  recordedArchives,
} from '@borgcube/core/backup-config/load-backup';
import { learnRepository } from '@borgcube/core/repository/learn-repository';
import { archiveName } from '@borgcube/domain/archive/archive-name';
import type { BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import { durationWords } from '@borgcube/domain/duration/duration-words';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { JobContext, JobExecutor, JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { toBorgRepository, toSshAccess } from '../hand/borg-target.ts';
import { placeKeyFile } from '../hand/place-key-file.ts';
import { createEvents } from './backup-events.ts';
import type { BackupJob, BackupParts } from './backup-job.ts';
import { outcomeOfBackup } from './backup-outcome.ts';
import { checkRepositoryId } from './check-repository-id.ts';
import { recoverBackup } from './recover-backup.ts';

/** setTimeout takes no more; a longer limit is none. */
const LONGEST_MS = 2 ** 31 - 1;
const NAMES_MAX = 100;

export function makeBackupExecutor(parts: BackupParts): JobExecutor<BackupConfigData> {
  return {
    prepare: (_job, context) => context.enter('client_preparing'),
    run: (job, context) => runBackup(parts, job, context),
    recover: (job) => recoverBackup(parts, job),
  };
}

async function runBackup(parts: BackupParts, job: BackupJob, context: JobContext): Promise<JobOutcome> {
  const core = parts.core();
  await learnRepository(core, job.config.repositoryId);
  const loaded = await loadBackup(core, job.config, job.job.configId);
  const repository = toBorgRepository(loaded.repository);
  await placeKeyFile(parts.environment, loaded.repository);
  const refusal =
    (await checkRepositoryId(parts.environment, repository, loaded.borgId)) ??
    (await checkRoom(parts.environment, repository));
  if (refusal) return { state: 'failed', cause: refusal };
  const transport = await transportOf(parts, job.config);
  const target = { environment: parts.environment, repository, transport };

  const limit = timeLimit(job.config.maxDuration);
  const signal = limit ? AbortSignal.any([context.signal, limit]) : context.signal;
  const own = archiveName(loaded.hostname, job.job.id);
  const taken = new Set((await recordedArchives(core, job.config.repositoryId, own)).values());
  const follower = createEvents(context, loaded.lastGood);
  for (;;) {
    const archive = archiveName(loaded.hostname, job.job.id, (name) => taken.has(name));
    context.log('info', `Archive ${archive}`);
    const result = await runOnce({ target, job, loaded, archive, signal, follower, context });
    if (isNameTaken(result, archive) && taken.size < NAMES_MAX && !signal.aborted) {
      taken.add(archive);
      continue;
    }
    const finished = result.mayHaveArchive ? await finishedAllTheSame(parts, job, result) : null;
    if (finished) return finished;
    const isTimedOut = limit?.aborted === true && !context.signal.aborted;
    if (isTimedOut && result.outcome !== 'done') return { state: 'failed', cause: timeout(job.config) };
    const isProven = transport.type !== 'ssh' || (await isInRepository(target, archive, result));
    if (!isProven) return { state: 'failed', cause: inventedArchive(loaded.hostname, archive) };
    return outcomeOfBackup(result, job, loaded);
  }
}

/** The line was cut, or the disk of a cache full, after Borg had committed its archive. */
async function finishedAllTheSame(
  parts: BackupParts,
  job: BackupJob,
  { cause }: CreateResult,
): Promise<JobOutcome | null> {
  const found = await recoverBackup(parts, job).catch(() => null); // then it fails for what stopped it
  if (found?.state !== 'done') return found;
  const why = cause?.message ?? 'It was cancelled too late.';
  return {
    ...found,
    borgWarning: [...(found.borgWarning ?? []), `The archive is complete all the same. ${why}`],
  };
}

interface Attempt {
  readonly target: Parameters<typeof runCreate>[0];
  readonly job: BackupJob;
  readonly loaded: LoadedBackup;
  readonly archive: string;
  readonly signal: AbortSignal;
  readonly follower: ReturnType<typeof createEvents>;
  readonly context: JobContext;
}

async function runOnce({
  target,
  job,
  loaded,
  archive,
  signal,
  follower,
  context,
}: Attempt): Promise<CreateResult> {
  const { config } = job;
  const run = {
    archive,
    spec: config,
    configId: job.job.configId ?? `job-${job.job.id}`,
    jobId: job.job.id,
    mountPoints: loaded.lastGood?.mountPoints ?? [],
    beforeCommand: config.beforeCommand,
    afterCommand: config.afterCommand,
    signal,
  };
  try {
    const result = await runCreate(target, run, follower.events);
    // Borg's last progress line holds no figures: these are the ones that stay with the job.
    if (result.archive) context.progress(finalProgress(result.archive.stats));
    return result;
  } finally {
    await follower.end();
  }
}

/** What a client says of its archive is believed only of one that this server finds in the repository. */
async function isInRepository(
  { environment, repository }: Attempt['target'],
  name: string,
  { archive }: CreateResult,
): Promise<boolean> {
  return archive === null || (await holdsArchive(environment, repository, { id: archive.id, name }));
}

function inventedArchive(hostname: string, archive: string): FailureCause {
  const message = `${hostname} says that it made ${archive}, but the repository does not hold that archive.`;
  return { kind: 'client-violated-protocol', message, archive };
}

function finalProgress(stats: ArchiveStats) {
  return { ...stats, path: null, rate: null, percent: 100, etaMs: 0, message: null };
}

async function transportOf(parts: BackupParts, config: BackupConfigData): Promise<CreateTransport> {
  if (config.transport === 'local') return { type: 'local' };
  const connection = await loadConnection(parts.core(), config.clientId);
  const { remoteBorg, remoteCacheDir } = connection;
  if (config.transport === 'pull') return { type: 'pull', access: toSshAccess(connection), remoteCacheDir };
  return { type: 'ssh', access: toSshAccess(connection), remoteBorg, remoteCacheDir };
}

function timeLimit(ms: number | null): AbortSignal | null {
  return ms === null || ms > LONGEST_MS ? null : AbortSignal.timeout(ms);
}

/** Borg refuses (`Archive.AlreadyExists`; 30 is its code in 1.4): before it reads a file, or, of a pull, when it is to give the name. */
function isNameTaken({ cause }: CreateResult, archive: string): boolean {
  if (cause?.kind !== 'command-failed') return false;
  return (
    cause.exitCode === 30 ||
    ((cause.message ?? '').startsWith(`Archive ${archive}`) && / already exists/.test(cause.message ?? ''))
  );
}

function timeout({ maxDuration }: BackupConfigData): FailureCause {
  return {
    kind: 'timeout',
    message: `It ran longer than ${durationWords(maxDuration ?? 0)} and was stopped.`,
    limitMs: maxDuration,
  };
}
