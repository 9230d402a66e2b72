import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCreate } from '../create/run-create.ts';
import { borgHostId } from '../process/host-id.ts';
import { extractFile } from './extract-file.ts';
import { initRepository } from './init-repository.ts';
import { readLock } from './repository-lock.ts';

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

it('waits for one who reads slowly', async () => {
  const found = await extractFile(environment, target, { archive: 'a', path: file.slice(1), idleMs: 3000 });
  let size = 0;
  for await (const chunk of found?.content ?? []) size += chunk.length;
  expect(size).toBe(8_000_000);
});
