import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { holdDataDirectory } from '@borgcube/db/hold-data-directory';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'borgcube-hold-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

test('a second holder is refused with the pid of the first, until that one lets go', () => {
  const first = holdDataDirectory(dir);
  const refusal = `The data directory ${dir} is in use by another BorgCube process (pid ${process.pid}).`;
  expect(() => holdDataDirectory(dir)).toThrow(refusal);
  first.release();
  holdDataDirectory(dir).release();
});

test('a holder that was killed holds nothing', async () => {
  const holder = holdInAnotherProcess(dir);
  onTestFinished(() => void holder.kill('SIGKILL'));
  await once(holder, 'message');
  expect(() => holdDataDirectory(dir)).toThrow(`(pid ${holder.pid})`);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  holdDataDirectory(dir).release();
});

test('a data directory that is not there is made, for its owner only', () => {
  const fresh = path.join(dir, 'a', 'b');
  holdDataDirectory(fresh).release();
});

test('where no directory can be made, that is said', () => {
  expect(() => holdDataDirectory('/proc/borgcube/data')).toThrow(/ENOENT|EACCES/);
});

function holdInAnotherProcess(target: string): ChildProcess {
  const module = path.join(import.meta.dirname, '../src/hold-data-directory.ts');
  const script = `import { holdDataDirectory } from ${JSON.stringify(module)};
    holdDataDirectory(${JSON.stringify(target)}); process.send('held'); setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}
