import type { BorgEnvironment } from '@borgcube/borg/repository/borg-environment';
import type { CoreContext } from '@borgcube/core/core-context';
import type { WorkerStart } from '@borgcube/core/job/worker-hold';

/** What the parts of one worker share. */
export interface WorkerContext {
  /** Its actor is the worker itself. */
  readonly core: CoreContext;
  readonly environment: BorgEnvironment;
  readonly worker: WorkerStart;
  readonly times: WorkerTimes;
  /** Jobs that run or are recovered here: their leases are renewed. */
  readonly held: Set<number>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** For the program's own log: what no person asked for and nobody else tells. */
  readonly report: (message: string, error?: unknown) => void;
}

/** Milliseconds; tests shorten them. */
export interface WorkerTimes {
  readonly poll: number;
  readonly renewEvery: number;
  readonly giveUpAfter: number;
  readonly reapEvery: number;
  readonly idleEvery: number;
  /** From the request to stop until the processes are killed. */
  readonly shutdown: number;
}
