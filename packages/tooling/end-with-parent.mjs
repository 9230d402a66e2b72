import { readFileSync } from 'node:fs';
import { endRunning } from './run-command.mjs';

const LOOK_MS = 500;
const END_LIMIT_MS = 10_000;
const INTERRUPTED = 130;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const isStartedByNpm = 'npm_lifecycle_event' in process.env;

/** As they were at the start. npm starts a shell that starts us: when npm is killed, the shell lives on and waits for us. */
const ancestors = ancestorsNow();

/**
 * Calls back once when whoever started this process is gone (SIGTERM to `npm start` ends npm and nobody else).
 * Answers the function that stops looking.
 */
export function onParentDeath(callback) {
  const timer = setInterval(() => {
    if (ancestorsNow() === ancestors) return;
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

function ancestorsNow() {
  return isStartedByNpm ? `${process.ppid} ${parentOf(process.ppid)}` : `${process.ppid}`;
}

function parentOf(pid) {
  try {
    // pid (name) state ppid …, and the name may hold spaces and parentheses
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')[1];
  } catch {
    return null;
  }
}
