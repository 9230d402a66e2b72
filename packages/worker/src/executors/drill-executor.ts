import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BorgFailure } from '@borgcube/borg/exit/borg-failure';
import { freeSpace, reservedSpace } from '@borgcube/borg/repository/free-space';
import type { VerbEvents } from '@borgcube/borg/repository/run-verb';
import { extractInto } from '@borgcube/borg/restore/extract-into';
import { planRestore, type RestorePlan } from '@borgcube/borg/restore/plan-restore';
import { sampleFiles } from '@borgcube/borg/restore/sample-files';
import { makeScratch, removeScratch, scratchNeeded } from '@borgcube/borg/restore/scratch';
import { loadDrill } from '@borgcube/core/proof/load-drill';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { DrillJobData } from '@borgcube/domain/proof/drill';
import { sizeWords } from '@borgcube/domain/size/size-words';
import type { JobContext, JobOutcome, RunnableJob } from '@borgcube/plugin-kit/define-job-kind';
import type { BackupParts } from './backup-job.ts';
import { count } from './count-words.ts';
import { type Drill, DrillTally, selectionOf, sourceOf } from './drill.ts';
import { compareDrilled } from './drill-compare.ts';
import { nameDamage } from './drill-damage.ts';
import { drillOutcome } from './drill-outcome.ts';
import { followVerb } from './follow-verb.ts';
import { compareArchives, openRepository } from './open-repository.ts';
import { requireListed } from './require-listed.ts';

/** Restores to a scratch folder of this server, which is gone again however it ends, and compares. */
export async function runDrill(
  parts: BackupParts,
  job: RunnableJob<DrillJobData>,
  context: JobContext,
): Promise<JobOutcome> {
  const core = parts.core();
  const startedAt = core.clock();
  const subject = await loadDrill(core, job.config);
  const repository = await openRepository(parts, subject.repositoryId);
  const { listed } = await compareArchives(parts, repository, { signal: context.signal });
  requireListed(repository, { name: subject.archiveName, fingerprint: subject.fingerprint }, listed);
  const jobId = job.job.id;
  const folder = await makeScratch(parts.environment, jobId);
  const drill = { parts, job, context, repository, subject, folder, marker: `verify-restore.${jobId}` };
  const tally = new DrillTally();
  try {
    await restoreAndCompare(drill, tally);
  } finally {
    await removeScratch(parts.environment, jobId).catch((error) =>
      context.log(
        'error',
        `${folder} could not be removed: ${error instanceof Error ? error.message : error}`,
      ),
    );
  }
  if (context.signal.aborted) return { state: 'cancelled' };
  return drillOutcome(drill, tally, startedAt);
}

async function restoreAndCompare(drill: Drill, tally: DrillTally): Promise<void> {
  const { context } = drill;
  const plan = await planDrill(drill, tally);
  if (!plan) return;
  await requireRoom(drill, plan);
  await context.enter('restoring');
  const into = join(drill.folder, 'restored');
  await mkdir(into, { mode: 0o700 });
  const begun = performance.now();
  const { cause, warnings } = await followVerb(context, (events) =>
    extractInto({
      ...sourceOf(drill),
      selection: selectionOf(plan),
      into,
      numeric: false,
      hasFlags: false,
      events,
    }),
  );
  tally.restoreMs = performance.now() - begun;
  tally.warnings.push(...warnings);
  if (context.signal.aborted) return;
  if (cause && cause.kind !== 'repository-damaged') {
    throw failureError(cause.kind === 'target-enospc' ? { ...cause, kind: 'server-enospc' } : cause);
  }
  await context.enter('comparing');
  if (cause) await nameDamage(drill, tally, { cause, selection: selectionOf(plan) });
  else await compareDrilled(drill, tally, { plan, into });
}

/** Null: what was found out by that is the answer of the drill. */
async function planDrill(drill: Drill, tally: DrillTally): Promise<RestorePlan | null> {
  const { context, folder, subject } = drill;
  try {
    const plan = await followVerb(context, async (events) => {
      const paths = await pathsOf(drill, events);
      return planRestore({ ...sourceOf(drill), paths, folder, events });
    });
    const { files, bytes } = plan.counts;
    if (files === 0) throw failureError(nothingToRestore(drill));
    context.log('info', `Restoring ${count(files, 'file')}, ${sizeWords(bytes)}, of ${subject.archiveName}.`);
    return plan;
  } catch (error) {
    if (context.signal.aborted) return null;
    if (!(error instanceof BorgFailure)) throw error;
    const { kind, path, message = kind } = error.failure;
    // The archive is there, so this is about what is in it.
    const isAnswer = ['archive-missing', 'client-violated-protocol', 'repository-damaged'].includes(kind);
    if (!isAnswer) throw error;
    if (kind === 'repository-damaged') tally.damage = error.failure;
    if (typeof path !== 'string') tally.differs('', message);
    // The path stands beside it.
    else tally.differs(path, kind === 'archive-missing' ? 'the archive does not hold it' : message);
    return null;
  }
}

async function pathsOf(drill: Drill, events: VerbEvents): Promise<readonly string[]> {
  const { context, job } = drill;
  const { scope, paths, files, bytesMax, seed } = job.config;
  if (scope === 'everything') return [''];
  if (scope === 'canary') return paths;
  const drawnBy = seed === '' ? `job ${job.job.id}` : seed;
  const sample = await sampleFiles({ ...sourceOf(drill), files, bytesMax, seed: drawnBy, events });
  context.log('info', `A sample of ${count(sample.length, 'file')}, drawn by the seed “${drawnBy}”.`);
  if (sample.length === 0) throw failureError(nothingToRestore(drill));
  return sample;
}

function nothingToRestore({ job, subject: { archiveName } }: Drill) {
  const looked = job.config.scope === 'canary' ? `What was named in ${archiveName}` : archiveName;
  const message = `${looked} holds no file that a drill could restore.`;
  return { kind: 'archive-missing', message } as const;
}

async function requireRoom({ folder }: Drill, { counts }: RestorePlan): Promise<void> {
  const needed = scratchNeeded(counts);
  const space = await freeSpace(folder);
  const free = space ? Math.max(0, space.free - reservedSpace(space)) : 0;
  if (free >= needed) return;
  const message = `It would take about ${sizeWords(needed)} on this server, and ${sizeWords(free)} may be taken of what is free there.`;
  throw failureError({ kind: 'server-enospc', message, needed, free, path: folder });
}
