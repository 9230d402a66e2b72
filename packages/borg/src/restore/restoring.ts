import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { MachineRun } from './machine.ts';
import type { Prepared } from './prepare-restore.ts';
import type { RestoreEvents, RestorePlaces, RestoreRun } from './restore-run.ts';
import type { Weighed } from './weigh-fates.ts';

/** One restore from its first look at the target to its last. */
export interface Restoring {
  readonly places: RestorePlaces;
  readonly run: RestoreRun;
  readonly events: RestoreEvents;
  readonly machineRun: MachineRun;
  /** For files of its own on this server, on the file system with room for a copy. */
  readonly folder: string;
  readonly prepared: Prepared;
  readonly weighed: Weighed;
  readonly staging: string;
}

/** What was unpacked, and where the hashes of it are written down. */
export interface Unpacked {
  readonly cause: FailureCause | null;
  readonly warnings: readonly string[];
}
