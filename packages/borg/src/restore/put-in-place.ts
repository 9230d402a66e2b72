import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import { targetTrouble } from './extract-into.ts';
import type { MachineRun } from './machine.ts';
import { place } from './place.ts';
import type { Restoring } from './restoring.ts';
import { becomeTarget } from './staging.ts';
import { placings } from './verdicts.ts';

/** What could not be put in place. */
export interface Placed {
  /** Paths that stayed out, with all below them. */
  readonly left: ReadonlySet<string>;
  readonly cause: FailureCause | null;
}

/** Moves what was verified into its place. From here on nothing is cancelled: it does not take long. */
export async function putInPlace(restoring: Restoring, verdicts: string): Promise<Placed> {
  const { prepared, run, machineRun, staging, events } = restoring;
  const { signal: _, ...unstoppable } = machineRun;
  await events.onPlacing();
  if (!prepared.look.exists) return placeWhole(restoring, unstoppable, verdicts);
  const from = relative(run.path, staging);
  const { left, complaints } = await place(
    { ...unstoppable, path: run.path, staging: from },
    placings(restoring, verdicts),
  );
  if (left.size === 0) return { left: new Set(), cause: null };
  const paths = new Set<string>();
  let at = 0;
  for await (const { path } of placings(restoring, verdicts)) if (left.has(at++)) paths.add(path);
  const message = complaints.at(-1) ?? 'Some could not be moved to their places.';
  const evidence = complaints.slice(-6);
  return {
    left: paths,
    cause: targetTrouble(complaints) ?? { kind: 'command-failed', program: 'mv', message, evidence },
  };
}

async function placeWhole(restoring: Restoring, machineRun: MachineRun, verdicts: string): Promise<Placed> {
  const { run, staging } = restoring;
  await place({ ...machineRun, path: staging, staging: '.' }, placings(restoring, verdicts));
  const cause = await becomeTarget(machineRun, staging, run.path);
  return { left: new Set(cause ? [''] : []), cause };
}

/** The staging folder as it is called inside of the target. */
function relative(path: string, staging: string): string {
  return staging.slice(path === '/' ? 1 : path.length + 1);
}
