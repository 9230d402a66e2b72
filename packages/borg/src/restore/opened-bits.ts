import type { PlanEntry } from './plan-entry.ts';

/** What `openToOwner` gives to its owner, where the stored mode does not: to read it, and to move a folder. */
export function openedBits({ type }: Pick<PlanEntry, 'type'>): number {
  if (type === 'd') return 0o700;
  return type === 'f' ? 0o400 : 0;
}
