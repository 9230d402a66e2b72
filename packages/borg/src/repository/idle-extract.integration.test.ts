import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCreate } from '../create/run-create.ts';
import { borgHostId } from '../process/host-id.ts';
import { borgOutput } from './borg-output.ts';
import { extractFile } from './extract-file.ts';
import { initRepository } from './init-repository.ts';
import { readLock } from './repository-lock.ts';
import { startBorg } from './start-borg.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-idle-'));
const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
const target = {
  folder: 'r1',
  url: join(root, 'repository'),
  passphrase: null,
  remoteBorg: 'borg',
  ssh: null,
};
const file = join(root, 'big');

beforeAll(async () => {
  writeFileSync(file, Buffer.alloc(8_000_000, 'x'));
  await initRepository(environment, target, 'none');
  const spec = {
    paths: [file],
    excludes: [],
    oneFileSystem: true,
    compression: 'none',
    checkpointInterval: 1800,
    readSpecial: false,
    ignoreInode: false,
    extraOptions: '',
  };
  const run = { archive: 'a', configId: 'idle', jobId: 1, mountPoints: [], spec };
  await runCreate({ environment, repository: target, transport: { type: 'local' } }, run);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it.each(['never begins', 'stops in the middle'])(
  'leaves a reader that %s, and with it the lock',
  async (when) => {
    const found = await extractFile(environment, target, { archive: 'a', path: file.slice(1), idleMs: 300 });
    const content = found?.content;
    const closed = new Promise<void>((resolve) => content?.once('close', resolve));
    if (when === 'stops in the middle') content?.once('data', () => content.pause());
    await closed;
    await expect.poll(() => readLock(target.url), { timeout: 10_000 }).toEqual([]);
  },
);

it('ends a Borg that says nothing as soon as its reader leaves', async () => {
  const args = ['with-lock', target.url, 'sleep', '60'];
  const content = borgOutput(await startBorg({ environment, target, args }), {});
  content.resume();
  await expect.poll(() => readLock(target.url), { timeout: 10_000 }).not.toEqual([]);
  content.destroy();
  await expect.poll(() => readLock(target.url), { timeout: 10_000 }).toEqual([]);
});

it('ends the search for a file when nobody waits for it any more', async () => {
  const held = await plainBorg(root, '').hold(target.url); // Borg waits for it, and says nothing
  try {
    const leaving = new AbortController();
    const wanted = { archive: 'a', path: file.slice(1), signal: leaving.signal };
    const found = expect(extractFile(environment, target, wanted)).rejects.toMatchObject({
      failure: { kind: 'command-failed' },
    });
    const borgs = () => findProcesses((argv) => argv.includes('list') && argv.includes(`${target.url}::a`));
    await expect.poll(borgs, { timeout: 10_000 }).not.toEqual([]);
    leaving.abort();
    await found;
    expect(borgs()).toEqual([]);
  } finally {
    await held[Symbol.asyncDispose]();
  }
});

it('waits for one who reads slowly', async () => {
  const found = await extractFile(environment, target, { archive: 'a', path: file.slice(1), idleMs: 3000 });
  let size = 0;
  for await (const chunk of found?.content ?? []) size += chunk.length;
  expect(size).toBe(8_000_000);
});
