import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface Watched {
  /** Where a needle was seen: `argv of …`, `environ of …` or a file. */
  readonly findings: string[];
  /** The arguments of every process that was seen. */
  readonly programs: string[];
  /** How often all of it was looked through. */
  readonly rounds: number;
}

/**
 * Looks without a pause for byte strings in the arguments and the environment of every process of this machine, and in
 * the files that come and go below some folders. Answers how to end it.
 */
export async function watchProcesses(
  needles: readonly Buffer[],
  folders: readonly string[] = [],
): Promise<() => Promise<Watched>> {
  const stopFlag = new SharedArrayBuffer(4);
  const worker = new Worker(new URL('./process-watcher.mjs', import.meta.url), {
    workerData: { stopFlag, needles, folders },
    env: {}, // what this thread hands down is not what is looked for
  });
  await once(worker, 'message');
  return async () => {
    Atomics.store(new Int32Array(stopFlag), 0, 1);
    const [watched] = (await once(worker, 'message')) as [Watched]; // posted by our own script
    await worker.terminate();
    return watched;
  };
}
