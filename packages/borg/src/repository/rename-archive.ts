import { borgLocation } from './repository-target.ts';
import { runVerb, type VerbResult, type VerbRun } from './run-verb.ts';

/** `borg rename`: the archive gets another fingerprint. A name that is taken is refused by Borg, and nothing changes. */
export async function renameArchive(
  run: VerbRun,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<VerbResult> {
  return runVerb(run, ['rename', '--', borgLocation(run.target, from), to]);
}
