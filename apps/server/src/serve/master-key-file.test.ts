import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMasterKey } from './master-key-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-key-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes a key once, which only its owner may read', () => {
  const path = join(folder, 'deep', 'master.key');
  const made = readMasterKey(path);
  const found = readMasterKey(path);
  expect([made.isNew, found.isNew, found.cookieSecret]).toEqual([true, false, made.cookieSecret]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['master.key']);
});

it('is not stopped by what a killed start of the same process number left', () => {
  const path = join(folder, 'master.key');
  writeFileSync(`${path}.${process.pid}.new`, 'half');
  expect(readMasterKey(path).isNew).toBe(true);
});
