import { endRunning } from './run-command.mjs';

const LOOK_MS = 500;
const END_LIMIT_MS = 10_000;
const INTERRUPTED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const parent = process.ppid; // as it was at the start: npm, or npm's shell

/**
 * Calls back once when the process that started this one is gone (SIGTERM to `npm start` ends npm and nobody else).
 * Answers the function that stops looking.
 */
export function onParentDeath(callback) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** From now on a signal or the parent's death ends what `run` started and then this program, until the answered function is called. */
export function endChildrenWithMe() {
  const end = async () => {
    await endRunning(END_LIMIT_MS);
    process.exit(INTERRUPTED);
  };
  const stopLooking = onParentDeath(end);
  for (const signal of SIGNALS) process.on(signal, end);
  return () => {
    stopLooking();
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
