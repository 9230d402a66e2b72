import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { tracesOf } from '@borgcube/testing/process/traces-of';
import { watchProcesses } from '@borgcube/testing/process/watch-processes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLock } from '../src/repository/repository-lock.ts';
import type { Channel } from '../src/restore/restore-run.ts';
import { CANARY, type RestoreHouse, startRestoreHouse } from './restore-house.ts';

let house: RestoreHouse;
const mounted: string[] = [];

beforeAll(async () => {
  house = await startRestoreHouse();
  const many = join(house.source, 'many');
  mkdirSync(many);
  for (let at = 0; at < 300; at++) writeFileSync(join(many, `file ${at}`), `content ${at}`);
  await house.create('many', ['many']);
}, 60_000);
afterAll(async () => {
  for (const path of mounted) execFileSync('umount', [path]);
  await house?.stop();
});

/** A file system of its own. */
function mount(options: string): string {
  const path = house.newFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]);
  mounted.push(path);
  return path;
}

const WAYS: ReadonlyArray<readonly ['server' | 'client', Channel]> = [
  ['server', 'borg'],
  ['client', 'borg'],
  ['client', 'scratch'],
  ['client', 'tar'],
];

describe.skipIf(userInfo().uid !== 0)('a target that takes no files', () => {
  it('is too small, which is seen before anything is written', async () => {
    const path = mount('size=4m');
    const { cause, stages, outcomes } = await house.restore(house.server, { path });
    expect(cause).toMatchObject({ kind: 'target-enospc', free: expect.any(Number) });
    expect(stages).toEqual(['checking']);
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['failed']));
    expect(readdirSync(path)).toEqual([]);
  });

  it.each(WAYS)(
    'becomes full in the middle: told as such, and nothing stays (%s, %s)',
    async (machine, channel) => {
      const path = mount('size=40m,nr_inodes=100');
      const { cause, left } = await house.restore(house[machine], { path, channel, archive: 'many' });
      expect({ cause, left }).toMatchObject({ cause: { kind: 'target-enospc' }, left: null });
      expect(readdirSync(path)).toEqual([]);
      expect(await readLock(house.target.url)).toEqual([]);
    },
  );

  it('is read-only', async () => {
    const path = mount('size=40m');
    execFileSync('mount', ['-o', 'remount,ro', path]);
    for (const [places, at] of [
      [house.server, path],
      [house.client, join(path, 'new')],
    ] as const) {
      expect((await house.restore(places, { path: at })).cause).toMatchObject({
        kind: 'target-not-writable',
      });
    }
  });
});

describe('a restore to a client', () => {
  it.each(['scratch', 'tar', 'borg'] as const)(
    'fails where the line is cut, and goes when it is tried again (%s)',
    async (channel) => {
      const path = join(house.newFolder(), 'new');
      let isCut = false;
      const cutting = setInterval(() => isCut && house.sshd.cut(), 5);
      const { cause, not, outcomes } = await house
        .restore(house.client, {
          path,
          channel,
          onStaging: async () => {
            isCut = true;
          },
        })
        .finally(() => clearInterval(cutting));
      expect(cause).toMatchObject({ kind: 'client-connection-failed' });
      expect(not).toHaveLength(outcomes.length);
      expect(existsSync(path)).toBe(false);
      expect(await readLock(house.target.url)).toEqual([]);
      const again = await house.restore(house.client, { path, channel });
      expect(again).toMatchObject({ cause: null, not: [] });
    },
  );

  it('says that the client has no Borg, or no right to the repository', async () => {
    const clientBorg = { remoteBorg: '/nowhere/borg', remoteCacheDir: null };
    const none = await house.restore({ ...house.client, clientBorg }, { channel: 'borg' });
    expect(none.cause).toMatchObject({ kind: 'client-borg-missing' });
    const foreign = await house.restore({ ...house.client, clientBorg: null }, { channel: 'borg' });
    expect(foreign.cause?.message).toContain("not this client's own");
    const other = await house.restore({ ...house.client, clientBorg: null }, { paths: ['tree/plain.txt'] });
    expect(other).toMatchObject({ cause: null, channel: 'scratch' });
  });

  it('shows no secret to anybody, on neither side', async () => {
    const traces = tracesOf(CANARY);
    const end = await watchProcesses(traces, [house.environment.baseDir, house.sshd.home]);
    for (const channel of ['borg', 'scratch', 'tar'] as const) {
      expect((await house.restore(house.client, { channel, paths: ['tree/plain.txt'] })).cause).toBeNull();
    }
    const { findings, programs } = await end();
    expect(findings).toEqual([]);
    expect(programs.some((program) => program.includes('extract'))).toBe(true);
  }, 60_000);
});

describe.skipIf(userInfo().uid !== 0)('the owner', () => {
  beforeAll(async () => {
    const folder = join(house.source, 'owned');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), 'x');
    execFileSync('chown', ['-R', '4321:4322', folder]);
    execFileSync('chmod', ['6755', join(folder, 'file')]);
    await house.create('owned', ['owned']);
  });
  const ownerOf = (path: string) => {
    const { uid, gid, mode } = lstatSync(join(path, 'owned/file'));
    return [uid, gid, mode & 0o7777];
  };

  it.each(WAYS)(
    'is as stored, or a given user, who gets no foreign rights (%s, %s)',
    async (machine, channel) => {
      for (const owner of ['stored', 'numeric'] as const) {
        const { cause, path } = await house.restore(house[machine], { channel, archive: 'owned', owner });
        expect([cause, ownerOf(path)]).toEqual([null, [4321, 4322, 0o6755]]);
      }
      const given = await house.restore(house[machine], {
        channel,
        archive: 'owned',
        owner: 'user',
        user: '1234',
      });
      expect([given.cause, ownerOf(given.path)]).toEqual([null, [1234, 1234, 0o755]]);
    },
  );

  it('has to be known at the target', async () => {
    const { cause } = await house.restore(house.server, {
      archive: 'owned',
      owner: 'user',
      user: 'nobody-here',
    });
    expect(cause).toMatchObject({ message: 'The target has no user nobody-here.' });
  });
});
