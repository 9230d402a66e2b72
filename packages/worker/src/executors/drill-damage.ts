import { findUnreadable } from '@borgcube/borg/restore/find-unreadable';
import type { Selection } from '@borgcube/borg/restore/selection';
import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { type Drill, type DrillTally, sourceOf } from './drill.ts';
import { followVerb } from './follow-verb.ts';

/** So many damaged files are named; each takes another reading of what comes before it. */
const NAMED_MAX = 10;

/** Borg gives up where it meets damage and does not say in which file: this finds out. */
export async function nameDamage(
  drill: Drill,
  tally: DrillTally,
  { cause, selection }: { readonly cause: FailureCause; readonly selection: Selection },
): Promise<void> {
  const { context } = drill;
  tally.damage = cause;
  context.log('info', 'Looking for the files that cannot be read.');
  const found = await followVerb(context, (events) =>
    findUnreadable({ ...sourceOf(drill), selection, events }, NAMED_MAX),
  );
  for (const { path, reason } of found) {
    context.log('error', `${path}: ${reason}`);
    tally.differs(path, reason);
  }
  if (found.length === NAMED_MAX) tally.warnings.push('There may be more: the search ended here.');
  if (found.length === 0) tally.differs('', cause.message ?? 'Borg could not read what it was asked for.');
}
