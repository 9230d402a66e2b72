import type { RestorePlan } from './plan-restore.ts';
import type { Prepared } from './prepare-restore.ts';
import type { Channel } from './restore-run.ts';

/** How far a restore got. */
export interface Course {
  plan: RestorePlan | null;
  prepared: Prepared | null;
  channel: Channel | null;
  /** The folder at the target that has to be removed. */
  staging: string | null;
  /** VerdictRecord lines; null: nothing was read back. */
  verdicts: string | null;
  /** Null: they did not come along, or nothing was read back. */
  areAttributesCompared: boolean | null;
  /** Whether what was verified went to its place. */
  isPlaced: boolean;
  /** What of it did not, with all below it. */
  left: ReadonlySet<string>;
  readonly warnings: string[];
}

export function newCourse(): Course {
  return {
    plan: null,
    prepared: null,
    channel: null,
    staging: null,
    verdicts: null,
    areAttributesCompared: null,
    isPlaced: false,
    left: new Set(),
    warnings: [],
  };
}
