import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { sizeWords } from '@borgcube/domain/size/size-words';
import type { Prepared } from './prepare-restore.ts';
import type { RestoreRun } from './restore-run.ts';
import type { Weighed } from './weigh-fates.ts';

/** Why nothing is written to a target that was looked at; null: all is well. */
export function refuseTarget(
  { look }: Prepared,
  { conflicts, conflictCount, bytes, elsewhere }: Weighed,
  { path, conflict }: Pick<RestoreRun, 'path' | 'conflict'>,
): FailureCause | null {
  if (conflictCount > 0) return conflictCause(conflicts, conflictCount, conflict);
  if (elsewhere !== null) {
    const message = `${elsewhere} lies on another file system than the rest of ${path}. Restore it by itself.`;
    return { kind: 'target-conflict', message, evidence: [message], paths: [elsewhere], count: 1 };
  }
  if (look.freeSpace === null || look.freeSpace >= bytes) return null;
  const message = `${sizeWords(bytes)} are to be written to ${path}, and ${sizeWords(look.freeSpace)} are free there.`;
  return { kind: 'target-enospc', message, evidence: [message], free: look.freeSpace, needed: bytes };
}

function conflictCause(
  paths: readonly string[],
  count: number,
  conflict: RestoreRun['conflict'],
): FailureCause {
  const number = count === 1 ? '1 path is' : `${count} paths are`;
  const message =
    conflict === 'overwrite'
      ? `${number} in the way that cannot be replaced: a folder where the archive has none, or the other way round.`
      : `${number} there already.`;
  return { kind: 'target-conflict', message, evidence: paths.slice(0, 6), paths, count };
}
