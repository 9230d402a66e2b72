// A worker thread that reads /proc/*/cmdline and /proc/*/environ, and the files below some folders, round after round
// without a pause, until it is told to stop. Posts what it saw of the needles, and proof of its work.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';

const { stopFlag, needles, folders } = workerData;
const stop = new Int32Array(stopFlag);
const wanted = needles.map((needle) => Buffer.from(needle));
const findings = new Map();
const programs = new Set();
let rounds = 0;

parentPort.postMessage({ started: true });
while (Atomics.load(stop, 0) === 0) {
  for (const pid of readdirSync('/proc')) if (/^\d/.test(pid)) lookAtProcess(pid);
  for (const folder of folders) lookBelow(folder);
  rounds++;
}
parentPort.postMessage({ rounds, programs: [...programs], findings: [...findings.values()] });

function lookAtProcess(pid) {
  const argv = read(`/proc/${pid}/cmdline`);
  if (argv.length === 0) return; // of the kernel, or gone
  const shown = argv.toString('latin1').replaceAll('\0', ' ').slice(0, 1000);
  programs.add(shown);
  look(argv, `argv of ${shown}`);
  look(read(`/proc/${pid}/environ`), `environ of ${shown}`);
}

function lookBelow(folder) {
  for (const name of list(folder)) {
    const file = path.join(folder, name);
    if (isFile(file)) look(read(file), file);
  }
}

function look(bytes, place) {
  if (wanted.some((needle) => bytes.includes(needle))) findings.set(place, place);
}

function read(file) {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0); // gone meanwhile
  }
}

function list(folder) {
  try {
    return readdirSync(folder, { recursive: true });
  } catch {
    return [];
  }
}

/** A fifo is not opened: that would take part in what goes through it. */
function isFile(file) {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
