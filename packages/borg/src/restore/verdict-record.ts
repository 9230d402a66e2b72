import type { Compared } from './compare-restored.ts';
import type { PathRecord } from './sorted-file.ts';

/** What was found of an entry that was to be written. */
export interface VerdictRecord extends PathRecord {
  readonly verdict: Compared['verdict'];
  readonly reason: string | null;
  readonly sha256: string | null;
}

/** Whether it goes to its place: what differs in its content does not. */
export function isPlaced({ verdict }: VerdictRecord): boolean {
  return verdict === 'same' || verdict === 'other-facts';
}
