import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { workerIdentity } from './worker-identity.ts';

let folder: string;
let dataDir: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-identity-'));
  dataDir = join(folder, 'data');
  mkdirSync(dataDir);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is the same worker at every start, and knows the start before', () => {
  const first = workerIdentity(dataDir);
  const second = workerIdentity(dataDir);
  expect(first.earlier).toEqual([]);
  expect(second).toMatchObject({ workerId: first.workerId, earlier: [first.incarnation] });
  expect(second.incarnation).not.toBe(first.incarnation);
  expect(statSync(join(dataDir, 'worker.id')).mode & 0o777).toBe(0o600);
});

it('is another worker in a copy of the directory', () => {
  const first = workerIdentity(dataDir);
  cpSync(dataDir, join(folder, 'copy'), { recursive: true });
  const copy = workerIdentity(join(folder, 'copy'));
  expect(copy.workerId).not.toBe(first.workerId);
  expect(copy.earlier).toEqual([]);
  expect(workerIdentity(dataDir).workerId).toBe(first.workerId);
});

it('does not take a start before the last boot for one that has ended', () => {
  const { workerId } = workerIdentity(dataDir);
  const path = join(dataDir, 'worker.id');
  const stored = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...stored, boot: 'another' }));
  expect(workerIdentity(dataDir)).toMatchObject({ workerId, earlier: [] });
});
