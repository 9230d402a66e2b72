import { lossyPath } from './plan-checks.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { RestorePlan } from './plan-restore.ts';
import { foldersAbove, type Selection } from './selection.ts';
import { readSorted } from './sorted-file.ts';

/** More of them would not fit into a command line: then everything is hashed. */
const MASTERS_MAX = 1000;

/** What is restored, and the entries elsewhere whose content hard links in it share. */
export async function hashedSelection(plan: RestorePlan, selection: Selection): Promise<Selection> {
  if (!plan.hasHardLinks) return selection;
  const wholes = new Set(selection.whole.map(lossyPath));
  const lossy = new Set<string>();
  for await (const { item } of readSorted<PlanEntry>(plan.file)) {
    const { hardLink } = item;
    if (hardLink === undefined) continue;
    const isInside = wholes.has('') || [...foldersAbove(hardLink), hardLink].some((path) => wholes.has(path));
    if (!isInside) lossy.add(hardLink);
  }
  return lossy.size > MASTERS_MAX ? { whole: [''] } : { ...selection, lossy: [...lossy] };
}
