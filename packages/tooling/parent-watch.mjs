const LOOK_MS = 500;
const parent = process.ppid; // as it was at the start: npm, or npm's shell

/** Calls back when the process that started this one is gone: SIGTERM to `npm start` ends npm and nobody else. */
export function onParentDeath(callback) {
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS);
  timer.unref();
}
