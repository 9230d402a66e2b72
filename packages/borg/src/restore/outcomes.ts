import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { Course } from './course.ts';
import { meetExisting } from './judge-existing.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { Outcome, OutcomeLine, RestoreEvents, RestoreRun } from './restore-run.ts';
import { foldersAbove } from './selection.ts';
import { SortedCursor } from './sorted-file.ts';
import { isPlaced, type VerdictRecord } from './verdict-record.ts';
import { type Fated, fates, isWritten } from './weigh-fates.ts';

interface Telling {
  readonly run: RestoreRun;
  readonly events: RestoreEvents;
  readonly cause: FailureCause | null;
}

/** How many came out how, and the first that is not as it should be. */
export interface OutcomeSum {
  readonly wrong: number;
  readonly of: number;
  readonly first: OutcomeLine | null;
}

/** Tells of each path that was asked for what became of it, however far the restore got. */
export async function tellOutcomes(course: Course, { run, events, cause }: Telling): Promise<OutcomeSum> {
  const { verdicts, isPlaced: wasPlaced } = course;
  await using verdict = verdicts !== null && wasPlaced ? new SortedCursor<VerdictRecord>(verdicts) : null;
  let [wrong, of, first] = [0, 0, null as OutcomeLine | null];
  for await (const fated of fatesOf(course, run)) {
    const { item, key } = fated.meeting;
    const found = (await verdict?.at(key))?.item ?? null;
    const told = outcomeOf(fated, { found, left: course.left, cause, wasPlaced });
    if (!told) continue;
    const { path, type, size } = item;
    const line = { path, type, size, sha256: found?.sha256 ?? null, ...told };
    await events.onOutcome(line);
    of++;
    if (told.outcome !== 'failed' && told.outcome !== 'different') continue;
    wrong++;
    first ??= line;
  }
  return { wrong, of, first };
}

/** Where the target was not looked at, nothing of the plan met anything. */
async function* fatesOf({ plan, prepared }: Course, { conflict }: RestoreRun): AsyncGenerator<Fated> {
  if (prepared) yield* fates(prepared, conflict);
  else if (plan)
    for await (const meeting of meetExisting(plan.file, null)) yield { meeting, fate: { type: 'new' } };
}

interface Known {
  readonly found: VerdictRecord | null;
  readonly left: ReadonlySet<string>;
  readonly cause: FailureCause | null;
  readonly wasPlaced: boolean;
}

type Told = { readonly outcome: Outcome; readonly reason: string | null };

/** Null: a folder on the way about which there is nothing to tell. */
function outcomeOf({ meeting: { item }, fate }: Fated, known: Known): Told | null {
  const told = isWritten(fate) ? writtenOrNot(item, known) : untouched(fate, known);
  const isAsked = item.isAbove !== true && item.mode !== null;
  return isAsked || (told.outcome !== 'written' && told.outcome !== 'skipped' && known.wasPlaced)
    ? told
    : null;
}

function untouched(fate: Fated['fate'], { cause, wasPlaced }: Known): Told {
  if (fate.type === 'skip') return { outcome: 'skipped', reason: fate.reason };
  if (fate.type === 'merge') return { outcome: 'skipped', reason: 'the folder was there and stays as it is' };
  const inTheWay = fate.type === 'conflict' ? 'something is in its place' : null;
  return { outcome: 'failed', reason: inTheWay ?? (wasPlaced ? null : (cause?.message ?? null)) };
}

function writtenOrNot({ path }: PlanEntry, { found, left, cause, wasPlaced }: Known): Told {
  if (!wasPlaced) return { outcome: 'failed', reason: cause?.message ?? null };
  if (!found) return { outcome: 'failed', reason: 'it was not read back' };
  if (!isPlaced(found)) return { outcome: 'failed', reason: found.reason };
  if (left.size > 0 && ['', ...foldersAbove(path), path].some((one) => left.has(one))) {
    return { outcome: 'failed', reason: 'it could not be moved to its place' };
  }
  return found.verdict === 'same'
    ? { outcome: 'written', reason: null }
    : { outcome: 'different', reason: found.reason };
}

/** Why a restore that came to its end is not good; null: it is. */
export function differingCause({ wrong, of, first }: OutcomeSum): FailureCause | null {
  if (!first) return null;
  const what = wrong === 1 ? '1 path is' : `${wrong} paths are`;
  const message = `${what} not as in the archive, of ${of}: ${first.path}: ${first.reason}.`;
  return {
    kind: 'restore-incomplete',
    message,
    evidence: [`${first.path}: ${first.reason}`],
    count: wrong,
    path: first.path,
  };
}
