import type { DatedArchive } from '../retention/evaluate-retention.ts';

/** A complete archive that is in the repository. */
export interface GroupArchive extends DatedArchive {
  readonly id: string;
  readonly pinned: boolean;
  /** Why it is suspect; null: nothing is wrong with it, or somebody accepted it. */
  readonly suspect: string | null;
  /** A backup of ours made it, and its config is gone since. */
  readonly isOrphan?: boolean;
}

/** A checkpoint or `.partial` of the group. */
export interface UnfinishedArchive extends DatedArchive {
  readonly fingerprint: string;
}

/** The archives of one client made by one config (or imported), in one repository. */
export interface ArchiveGroup {
  readonly archives: readonly GroupArchive[];
  readonly unfinished: readonly UnfinishedArchive[];
  /** How old the newest good archive may be; milliseconds. */
  readonly objective: number;
}
