import type { CreateEvents, CreateStage } from '@borgcube/borg/create/create-run';
import type { LastGood } from '@borgcube/domain/archive/new-archive';
import type { JobContext } from '@borgcube/plugin-kit/define-job-kind';
import { ProgressMeter } from '../progress/progress-meter.ts';
import { logBorgLine } from './log-borg-line.ts';

const STATE_OF_STAGE: Readonly<Record<CreateStage, string>> = {
  prepared: 'client_prepared',
  running: 'client_in_progress',
  ended: 'client_done',
  cleanup: 'client_cleanup',
};

/** Carries what a run tells into the job: states, log, progress, processes. `end` follows each run, however it ended. */
export function createEvents(
  context: JobContext,
  lastGood: LastGood | null,
): { readonly events: CreateEvents; readonly end: () => Promise<void> } {
  const ends: (() => Promise<void>)[] = [];
  const meter = new ProgressMeter(lastGood);
  const entered = new Set<string>();

  const enter = async (stage: CreateStage) => {
    const state = STATE_OF_STAGE[stage];
    // A second run under another name stays where the first one came to.
    if (entered.has(state)) return;
    entered.add(state);
    const entering = context.enter(state);
    // Once Borg has run, its archive counts more than a state that could not be entered.
    await (stage === 'ended' || stage === 'cleanup' ? entering.catch(() => {}) : entering);
  };

  return {
    events: {
      onStage: enter,
      onLine: (line) => logBorgLine(context, line),
      onOutput: (line, command) => context.log('info', `[${command}] ${line}`),
      onProgress: (progress) => context.progress({ ...meter.measure(progress), message: null }),
      onProcess: async (identity) => {
        ends.push(await context.recordProcess('borg', identity));
      },
    },
    end: async () => {
      for (const ended of ends.splice(0)) await ended();
    },
  };
}
