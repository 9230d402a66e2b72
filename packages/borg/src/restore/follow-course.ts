import { join } from 'node:path';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { chooseChannel } from './choose-channel.ts';
import type { Course } from './course.ts';
import { prepareRestore } from './prepare-restore.ts';
import { putInPlace } from './put-in-place.ts';
import { refuseTarget } from './refuse-target.ts';
import type { Channel, RestoreEvents, RestorePlaces, RestoreRun } from './restore-run.ts';
import type { Restoring } from './restoring.ts';
import { dropSetIds, giveTo, makeStaging, openToOwner, stagingPath } from './staging.ts';
import { unpack } from './unpack.ts';
import { judgeUnpacked } from './verdicts.ts';
import { weighFates } from './weigh-fates.ts';

export interface Journey {
  readonly places: RestorePlaces;
  readonly run: RestoreRun;
  readonly folder: string;
  readonly events: RestoreEvents;
  readonly marker: string;
}

/** Goes step by step and writes down in `course` how far it got. Answers why it could not go on; may throw BorgFailure. */
export async function followCourse(course: Course, journey: Journey): Promise<FailureCause | null> {
  const { places, run, folder, events, marker } = journey;
  const { signal } = run;
  const prepared = await prepareRestore({
    places,
    wish: run,
    folder,
    marker,
    signal,
    events,
    onPlanned: async (plan) => {
      course.plan = plan;
      await events.onStage('checking');
    },
  });
  course.prepared = prepared;
  const chosen = chooseChannel(prepared, run.channel);
  if (chosen.cause) return chosen.cause;
  course.channel = chosen.channel;
  course.warnings.push(...chosen.warnings);
  const weighed = await weighFates(prepared, run.conflict);
  const refusal = refuseTarget(prepared, weighed, run);
  if (refusal) return refusal;
  const staging = stagingPath(prepared.look.deepest, run.jobId);
  const machineRun = {
    environment: places.environment,
    machine: places.machine,
    marker,
    signal,
    onProcess: events.onProcess,
  };
  const restoring: Restoring = { places, run, events, machineRun, folder, prepared, weighed, staging };
  signal.throwIfAborted();
  return restore(course, restoring, chosen.channel);
}

async function restore(course: Course, restoring: Restoring, channel: Channel): Promise<FailureCause | null> {
  const { run, events, machineRun, prepared, staging, folder } = restoring;
  const { signal } = run;
  await events.onStage('restoring');
  const selected = prepared.plan.counts;
  await events.onStaging(staging, {
    channel,
    precision: null,
    areAttributesCompared: null,
    selected,
    isRoot: prepared.look.isRoot,
  });
  const noFolder = await makeStaging(machineRun, staging);
  signal.throwIfAborted();
  if (noFolder) return noFolder;
  course.staging = staging;
  const sent = join(folder, 'sent');
  const { cause, warnings } = await unpack(restoring, channel, sent);
  course.warnings.push(...warnings);
  signal.throwIfAborted();
  if (cause) return cause;
  const notGiven = await settleOwner(restoring);
  if (notGiven) return notGiven;
  await events.onStage('reading');
  const { file, areAttributesCompared } = await judgeUnpacked(restoring, { channel, sent });
  [course.verdicts, course.areAttributesCompared] = [file, areAttributesCompared];
  signal.throwIfAborted();
  course.isPlaced = true;
  const placed = await putInPlace(restoring, file);
  course.left = placed.left;
  if (!prepared.look.exists && !placed.cause) course.staging = null; // it is the target now
  return placed.cause;
}

async function settleOwner({ run, machineRun, staging, prepared }: Restoring): Promise<FailureCause | null> {
  const { user, isRoot } = prepared.look;
  if (run.owner === 'user' && user) return giveTo(machineRun, staging, user);
  if (isRoot) return null;
  return (await openToOwner(machineRun, staging)) ?? dropSetIds(machineRun, staging);
}
