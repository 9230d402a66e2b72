import type { BorgLine } from '@borgcube/borg/log/borg-line';
import { type CheckPart, checkRepository } from '@borgcube/borg/repository/check-repository';
import { listArchives } from '@borgcube/borg/repository/list-archives';
import type { VerbEvents } from '@borgcube/borg/repository/run-verb';
import { recordCheckIn, soundFingerprints } from '@borgcube/core/check-config/record-check';
import { settling } from '@borgcube/core/job/settling';
import { isUnfinishedName } from '@borgcube/domain/archive/archive-name';
import type { CheckConfigData } from '@borgcube/domain/check-config/check-config';
import type { JobContext, JobOutcome, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { archiveSteps, repositoryStep } from './check-plan.ts';
import { CheckReport } from './check-report.ts';
import { followVerb } from './follow-verb.ts';
import { type OpenRepository, openRepository } from './open-repository.ts';

type CheckJob = RunnableJob<CheckConfigData>;
type Phase = 'repository_check' | 'verify_data' | 'archives_check';

/** Out of the queue, into the first phase that was asked for. */
export function firstPhase({ checkRepository, verifyData }: CheckConfigData): Phase {
  if (checkRepository) return 'repository_check';
  return verifyData ? 'verify_data' : 'archives_check';
}

interface CheckRun {
  readonly parts: BackupParts;
  readonly job: CheckJob;
  readonly context: JobContext;
  readonly repository: OpenRepository;
  readonly report: CheckReport;
  /** To enter the phase that it is in already is nothing. */
  readonly enter: (phase: Phase) => Promise<void>;
}

/** Each part that was asked for; damage in one does not keep the next from naming what it hit. */
export async function runCheck(parts: BackupParts, job: CheckJob, context: JobContext): Promise<JobOutcome> {
  const { config } = job;
  const repository = await openRepository(parts, config.repositoryId);
  const report = new CheckReport();
  const run = { parts, job, context, repository, report, enter: enterOnce(context, firstPhase(config)) };
  const first = repositoryStep(config);
  const ended =
    (first && (await takePart(run, first))) ?? (config.checkArchives ? await takeArchives(run) : null);
  const { cause, warnings } = report;
  // Damage that was found is on record also where the rest was cancelled.
  if (ended && !cause) return ended;
  if (!cause) context.progress({ percent: 100, message: report.words(config) });
  const settled = settling((tx) =>
    recordCheckIn(tx, parts.core(), {
      repositoryId: config.repositoryId,
      jobId: job.job.id,
      scope: config,
      isSound: cause === null,
      soundNames: cause === null ? report.analyzed : [],
    }),
  );
  if (cause) return { state: 'failed', cause, borgWarning: warnings, exitCode: 1, ...settled };
  return { state: 'done', borgWarning: warnings, exitCode: 0, ...settled };
}

async function takeArchives(run: CheckRun): Promise<JobOutcome | null> {
  const { parts, job, context, repository } = run;
  const { environment } = parts;
  const { signal } = context;
  // A repository without its manifest cannot be listed: that is what a check is there to say.
  const listed = await listArchives(environment, repository.target, { signal }).catch(() => null);
  const checked = await soundFingerprints(parts.core(), repository.id);
  const finished = listed?.filter(({ name }) => !isUnfinishedName(name));
  const steps: readonly CheckPart[] = finished
    ? archiveSteps(job.config, finished, checked)
    : [{ part: 'archives', verifyData: job.config.verifyData }];
  if (steps.length === 0) context.log('info', 'No archive is new since the last check.');
  for (const part of steps) {
    const ended = await takePart(run, part);
    if (ended) return ended;
  }
  return null;
}

/** One run of Borg; it is verifying data until Borg says that it looks at archives. */
async function takePart(run: CheckRun, part: CheckPart): Promise<JobOutcome | null> {
  const { context, repository, report, enter } = run;
  const verifies = part.part === 'archives' && part.verifyData;
  await enter(part.part === 'repository' ? 'repository_check' : verifies ? 'verify_data' : 'archives_check');
  let entering: Promise<void> | null = null;
  const onLine = (line: BorgLine) => {
    if (!verifies || line.type !== 'phase' || line.phase.msgid !== 'check.rebuild_refcounts') return;
    // A job that is not this worker's any more is told to stop by its signal.
    entering ??= enter('archives_check').catch(() => {});
  };
  const { environment } = run.parts;
  const { target } = repository;
  const marker = `check.${run.job.job.id}`;
  const act = (events: VerbEvents) =>
    checkRepository({ environment, target, signal: context.signal, marker, events }, part);
  const result = await followVerb(context, act, onLine);
  await entering;
  return report.take(result);
}

function enterOnce(context: JobContext, phase: Phase): CheckRun['enter'] {
  let current = phase;
  return async (next) => {
    if (next === current) return;
    await context.enter(next);
    current = next;
  };
}
