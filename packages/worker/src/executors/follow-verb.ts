import type { BorgLine } from '@borgcube/borg/log/borg-line';
import type { VerbEvents } from '@borgcube/borg/repository/run-verb';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';
import { logBorgLine } from './log-borg-line.ts';

/**
 * Runs one act of Borg with all that it tells carried into the job: log, progress, its process before it is let go.
 * `onLine` hears each line first.
 */
export async function followVerb<Result>(
  context: JobContext,
  act: (events: VerbEvents) => Promise<Result>,
  onLine: (line: BorgLine) => void = () => {},
): Promise<Result> {
  const ends: (() => Promise<void>)[] = [];
  try {
    return await act({
      onLine: (line) => {
        onLine(line);
        logBorgLine(context, line);
        const percent = percentOf(line);
        if (percent !== null) context.progress({ percent });
      },
      onProcess: async (identity) => {
        ends.push(await context.recordProcess('borg', identity));
      },
    });
  } finally {
    for (const ended of ends) await ended();
  }
}

/** Of the phase that Borg is in; null where it does not count. */
function percentOf(line: BorgLine): number | null {
  if (line.type !== 'phase') return null;
  const { current, total, finished } = line.phase;
  if (finished || current === null || total === null || total <= 0) return null;
  return Math.min(100, Math.round((current / total) * 1000) / 10);
}
