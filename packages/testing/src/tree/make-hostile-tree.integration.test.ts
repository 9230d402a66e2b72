import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { describeTree } from './describe-tree.ts';
import { makeHostileTree } from './make-hostile-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-tree-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('tells a faithful copy from one with a changed byte', () => {
  makeHostileTree(join(folder, 'source'));
  execFileSync('cp', ['-a', '--sparse=always', join(folder, 'source'), join(folder, 'copy')]);
  expect(describeTree(join(folder, 'copy'))).toEqual(describeTree(join(folder, 'source')));

  writeFileSync(join(folder, 'copy', 'plain.txt'), 'plain texT\n');
  expect(describeTree(join(folder, 'copy'))).not.toEqual(describeTree(join(folder, 'source')));
});
