import type { FailureCause } from '@borgcube/domain/failure/failure-cause';
import type { BorgLine } from '../log/borg-line.ts';
import type { Grace } from '../process/end-process-group.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import type { RepositoryTarget } from './repository-target.ts';
import { startBorg } from './start-borg.ts';

/** One longer act of Borg on a repository of this server's, made to be watched and stopped. */
export interface VerbRun {
  readonly environment: BorgEnvironment;
  readonly target: RepositoryTarget;
  /** Stops it: SIGINT, SIGTERM, SIGKILL. */
  readonly signal?: AbortSignal | undefined;
  readonly grace?: Grace | undefined;
  readonly marker?: string | undefined;
  readonly events?: VerbEvents | undefined;
}

export interface VerbEvents {
  /** All that Borg says, its progress (`phase`) too. */
  readonly onLine?: (line: BorgLine) => void;
  /** Awaited before the process is let go; a throw ends the run, and rejects. */
  readonly onProcess?: (identity: ProcessIdentity) => Promise<void>;
}

/** How an act of Borg ended; a warning is `done`. */
export interface VerbResult {
  readonly outcome: 'done' | 'failed' | 'cancelled';
  readonly cause: FailureCause | null;
  readonly warnings: readonly string[];
  /** Borg ended with a warning's code. */
  readonly isWarning: boolean;
}

/** Runs one Borg to its end and tells all in the result; rejects only where an event handler throws. */
export async function runVerb(
  { environment, target, signal, grace, marker, events = {} }: VerbRun,
  args: readonly string[],
): Promise<VerbResult> {
  const borg = await startBorg({
    environment,
    target,
    args,
    signal,
    grace,
    marker,
    onLine: events.onLine,
    onProcess: events.onProcess,
  });
  borg.process.stdout?.resume();
  const { cause = null, warnings, severity } = await borg.verdict;
  const isWarning = severity === 'warning';
  if (!cause) return { outcome: 'done', cause: null, warnings, isWarning };
  if (signal?.aborted) return { outcome: 'cancelled', cause: null, warnings, isWarning };
  return { outcome: 'failed', cause, warnings, isWarning };
}
