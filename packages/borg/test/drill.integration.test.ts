import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { loseFile, segmentFiles } from '@borgcube/testing/damage/damage-repository';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { borgHostId } from '../src/process/host-id.ts';
import { initRepository } from '../src/repository/init-repository.ts';
import type { RepositoryTarget } from '../src/repository/repository-target.ts';
import { runBorg } from '../src/repository/run-borg.ts';
import { findUnreadable } from '../src/restore/find-unreadable.ts';
import { sampleFiles } from '../src/restore/sample-files.ts';
import { listScratch, makeScratch, removeScratch } from '../src/restore/scratch.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
const target: RepositoryTarget = {
  folder: 'r1',
  url: join(root, 'repository'),
  passphrase: new SecretText('c4n4ry'),
  remoteBorg: 'borg',
  ssh: null,
};
const source = { environment, target, archive: 'a' };
const whole = { selection: { whole: [''] } };
const names = Array.from({ length: 40 }, (_, n) => `f ${n} €`);

beforeAll(async () => {
  const folder = join(root, 'source');
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, name), randomBytes(20_000));
  writeFileSync(join(folder, 'large'), randomBytes(300_000));
  await initRepository(environment, target, 'repokey-blake2');
  // One segment each: what goes with one of them is one file.
  await runBorg({ environment, target, args: ['config', target.url, 'max_segment_size', '10000'] });
  await runBorg({ environment, target, cwd: folder, args: ['create', '--', `${target.url}::a`, '.'] });
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a sample', () => {
  const draw = (seed: string, files = 10, bytesMax = 250_000) =>
    sampleFiles({ ...source, files, bytesMax, seed });

  it('is the same for one seed, another for another, and in the end everything', async () => {
    const first = await draw('a');
    expect(first).toHaveLength(10);
    expect(new Set(first).size).toBe(10);
    expect(await draw('a')).toEqual(first);
    expect(await draw('b')).not.toEqual(first);
    const drawn = new Set<string>();
    for (let n = 0; n < 12; n += 1) for (const path of await draw(`seed ${n}`, 20)) drawn.add(path);
    expect([...drawn].sort()).toEqual([...names].sort());
  });

  it('takes no more bytes than it may, and all files where there are fewer', async () => {
    expect(await draw('a', 100, 65_000)).toHaveLength(3);
    expect(await draw('a', 1000, 10_000_000)).toHaveLength(41);
    expect(await draw('a', 10, 10)).toEqual([]);
  });
});

describe('files that cannot be read', () => {
  it('are none where all is well', async () => {
    expect(await findUnreadable({ ...source, ...whole }, 10)).toEqual([]);
  });

  it('are named one after the other, as many as are asked for', async () => {
    const segments = segmentFiles(target.url).filter((_, n) => n > 2 && n < 30);
    const mended = [segments[3], segments[9], segments[15]].map((segment) => loseFile(segment ?? ''));
    try {
      const found = await findUnreadable({ ...source, ...whole }, 10);
      expect(found).toHaveLength(3);
      expect(new Set(found.map(({ path }) => path)).size).toBe(3);
      expect(found.every(({ path, reason }) => names.includes(path) && reason !== '')).toBe(true);
      expect(await findUnreadable({ ...source, ...whole }, 2)).toEqual(found.slice(0, 2));
      const [first] = found;
      const rest = { selection: { whole: names.filter((name) => name !== first?.path) } };
      expect(await findUnreadable({ ...source, ...rest }, 10)).toEqual(found.slice(1));
    } finally {
      for (const mend of mended) mend();
    }
  });
});

describe('a scratch folder', () => {
  it('is empty when it is made, and gone whatever lay in it', async () => {
    const folder = await makeScratch(environment, 7);
    const closed = Buffer.concat([Buffer.from(`${folder}/closed `), Buffer.from([0xff])]);
    mkdirSync(closed);
    writeFileSync(Buffer.concat([closed, Buffer.from('/file')]), 'x');
    chmodSync(closed, 0o500);
    await makeScratch(environment, 8);
    expect((await listScratch(environment)).sort()).toEqual([7, 8]);
    await removeScratch(environment, 7);
    await removeScratch(environment, 7);
    expect(await listScratch(environment)).toEqual([8]);
  });
});
