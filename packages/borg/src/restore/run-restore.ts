import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { BorgFailure } from '../exit/borg-failure.ts';
import { type Course, newCourse } from './course.ts';
import { followCourse, type Journey } from './follow-course.ts';
import { differingCause, tellOutcomes } from './outcomes.ts';
import type { RestoreEvents, RestorePlaces, RestoreResult, RestoreRun } from './restore-run.ts';
import { removeStaging } from './staging.ts';
import { precisionOf } from './verdicts.ts';

const STOPPED: FailureCause = { kind: 'command-failed', message: 'The restore was stopped.' };

/**
 * One restore from its plan until nothing of it is left but what it wrote: everything is unpacked beside its place, read
 * back and compared there, and only then put in its place. Rejects only where an event handler throws; what went wrong is
 * told in the result. `folder` is one of this server, whose owner removes it.
 */
export async function runRestore(
  places: RestorePlaces,
  run: RestoreRun,
  folder: string,
  events: RestoreEvents,
): Promise<RestoreResult> {
  const course = newCourse();
  const journey: Journey = { places, run, folder, events, marker: `restore-${run.jobId}.${run.jobId}` };
  let cause: FailureCause | null = null;
  try {
    cause = await followCourse(course, journey);
  } catch (error) {
    if (run.signal.aborted) cause = STOPPED;
    else if (error instanceof BorgFailure) cause = error.failure;
    else throw error;
  } finally {
    await removeLeftover(course, journey);
  }
  const sum = await tellOutcomes(course, { run, events, cause });
  const { channel, plan, warnings, staging } = course;
  return {
    cause: cause ?? differingCause(sum),
    channel,
    precision: course.verdicts && channel ? precisionOf(channel) : null,
    areAttributesCompared: course.areAttributesCompared,
    selected: plan?.counts ?? null,
    warnings,
    isRoot: course.prepared?.look.isRoot ?? true,
    left: staging,
  };
}

/** Also where the line was cut meanwhile: then a new one may lead there. */
async function removeLeftover(course: Course, { places, marker, events }: Journey): Promise<void> {
  if (course.staging === null) return;
  const { environment, machine } = places;
  const run = { environment, machine, marker, onProcess: events.onProcess };
  const cause = await removeStaging(run, course.staging).catch(() => STOPPED);
  if (cause) course.warnings.push(`${course.staging} stayed at the target: it could not be removed.`);
  else course.staging = null;
}
