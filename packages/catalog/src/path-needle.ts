import { foldName } from './name-block.ts';
import type { NodePaths } from './node-path.ts';

export interface PathNeedle {
  /** What a name must hold for its path to be looked at, folded. */
  readonly last: Buffer;
  /** The needle goes over more than one step of a path. */
  readonly isWhole: boolean;
  fits(paths: NodePaths, node: number): boolean;
}

/** Takes a needle apart: of `www/logs/acc` only `acc` is looked up, and the steps before it are compared one by one. */
export function readNeedle(text: string): PathNeedle {
  const steps = text.split('/').map(foldName);
  const isFolder = steps.length > 1 && steps.at(-1)?.length === 0;
  if (isFolder) steps.pop();
  const last = steps.at(-1) ?? Buffer.alloc(0);
  return {
    last,
    isWhole: steps.length > 1 || isFolder,
    fits: (paths, node) => fitsFrom(paths, node, { steps, isFolder }),
  };
}

function fitsFrom(
  paths: NodePaths,
  node: number,
  { steps, isFolder }: { readonly steps: readonly Buffer[]; readonly isFolder: boolean },
): boolean {
  let at: number | null = node;
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const step = steps[index] ?? Buffer.alloc(0);
    const here: { readonly parent: number; readonly name: Buffer } | null =
      at === null ? null : paths.stepOf(at);
    // `/etc` begins at the root.
    if (!here) return index === 0 && step.length === 0;
    const isLast = index === steps.length - 1;
    const startsHere = index > 0 || step.length === 0;
    const endsHere = !isLast || isFolder;
    if (startsHere && endsHere && step.length > 0 && !here.name.equals(step)) return false;
    if (startsHere && !here.name.subarray(0, step.length).equals(step)) return false;
    if (endsHere && !here.name.subarray(here.name.length - step.length).equals(step)) return false;
    at = here.parent;
  }
  return true;
}
