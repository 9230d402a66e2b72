import type { FailureCause } from '@borgcube/domain/failure/failure-cause';

export type PathState = 'missing' | 'mount-point' | 'plain';

export interface PathsVerdict {
  readonly cause: FailureCause | null;
  readonly present: readonly string[];
  readonly mountPoints: readonly string[];
  readonly warnings: readonly string[];
}

/** Whether a backup of these paths is worth its start: not when all are missing, not when a file system is not mounted. */
export function judgePaths(
  paths: readonly string[],
  states: readonly PathState[],
  mountedBefore: readonly string[],
): PathsVerdict {
  const having = (state: PathState) => paths.filter((_, at) => states[at] === state);
  const missing = having('missing');
  const mountPoints = having('mount-point');
  const unmounted = paths.filter((path) => mountedBefore.includes(path) && !mountPoints.includes(path));
  return {
    cause: causeOf(paths, missing, unmounted),
    present: paths.filter((path) => !missing.includes(path)),
    mountPoints,
    warnings: missing.map((path) => `The path ${path} is missing.`),
  };
}

function causeOf(
  paths: readonly string[],
  missing: readonly string[],
  unmounted: readonly string[],
): FailureCause | null {
  const kind = 'client-path-missing';
  if (unmounted[0] !== undefined) {
    const evidence = unmounted
      .slice(0, 6)
      .map((path) => `${path} was a mount point in the last good backup and is none now.`);
    return { kind, message: evidence[0] ?? '', evidence, path: unmounted[0], paths: unmounted };
  }
  if (missing.length < paths.length) return null;
  const evidence = missing.slice(0, 6).map((path) => `${path} is missing.`);
  const message = missing.length === 1 ? (evidence[0] ?? '') : 'None of the paths is there.';
  return { kind, message, evidence, path: missing[0], paths: missing };
}
