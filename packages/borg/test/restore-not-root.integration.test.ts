import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeTestUser, type TestUser } from '@borgcube/testing/user/make-test-user';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel, RestorePlaces } from '../src/restore/restore-run.ts';
import { PASSPHRASE, placesOf, type RestoreHouse, startRestoreHouse } from './restore-house.ts';

const RUN_ALONE = fileURLToPath(new URL('./restore-alone.ts', import.meta.url));

describe.skipIf(userInfo().uid !== 0)('who is not root', () => {
  let house: RestoreHouse;
  let user: TestUser;
  let sshd: TestSshd;
  let client: RestorePlaces;

  beforeAll(async () => {
    house = await startRestoreHouse();
    user = makeTestUser();
    sshd = await startSshd({ user });
    client = placesOf(house.server, sshd).client;
    const [tree, owned] = [join(house.source, 'tree'), join(house.source, 'owned')];
    mkdirSync(owned);
    writeFileSync(join(owned, 'program'), '#!/bin/sh\n');
    mkdirSync(join(owned, 'shared'));
    execFileSync('mknod', [join(owned, 'null'), 'c', '1', '3']);
    execFileSync('chown', ['-R', '4321:4322', owned, join(tree, 'script.sh')]);
    execFileSync('chmod', ['6755', join(owned, 'program')]);
    execFileSync('chmod', ['2775', join(owned, 'shared')]);
    await house.create('owned', ['owned']);
    const closed = join(house.source, 'closed');
    mkdirSync(join(closed, 'folder', 'below'), { recursive: true });
    writeFileSync(join(closed, 'folder', 'below', 'file'), 'x');
    writeFileSync(join(closed, 'shadow'), 'x', { mode: 0 });
    for (const path of ['folder/below', 'folder']) chmodSync(join(closed, path), 0);
    await house.create('closed', ['closed']);
    await house.create('tree', ['tree']);
  }, 60_000);
  afterAll(async () => {
    await sshd?.stop();
    user?.[Symbol.dispose]();
    await house?.stop();
  });

  /** As all of it would be if it were the user's, in what the way promises. */
  function asTheUsers(folder: string, channel: Channel): string[] {
    const lines = describeTree(join(folder, 'tree')).map((line) =>
      line
        .replace(/owner=\d+:\d+/, `owner=${user.uid}:${user.gid}`)
        .replace(/^(# (?:owner|group):) .*$/gm, '$1'),
    );
    if (channel !== 'tar') return lines;
    return lines
      .filter((line) => line.startsWith('"'))
      .map((line) => line.replace(/(mtime=\d+)\d{9}\b/, '$1'));
  }

  const ownerOf = (path: string) => {
    const { uid, gid, mode } = lstatSync(path);
    return [uid, gid, (mode & 0o7777).toString(8)];
  };
  /** A device is root's to make; a program does not run as somebody who never owned it. */
  function expectOwned(path: string): void {
    expect(ownerOf(join(path, 'owned/program'))).toEqual([user.uid, user.gid, '755']);
    expect(readdirSync(join(path, 'owned')).sort()).toEqual(['program', 'shared']);
  }
  const NO_DEVICE = { path: 'owned/null', type: 'c', outcome: 'failed', reason: 'it is not there' };

  it.each<Channel>(['borg', 'scratch', 'tar'])(
    'owns on a client what is restored, which is the same but for that (%s)',
    async (channel) => {
      const place = user.newFolder();
      const { cause, not, isRoot, path } = await house.restore(client, {
        ...{ channel, archive: 'tree', path: join(place, 'new') },
      });
      expect({ cause, not, isRoot }).toEqual({ cause: null, not: [], isRoot: false });
      expect(asTheUsers(path, channel)).toEqual(asTheUsers(house.source, channel));
      expect(readdirSync(place)).toEqual(['new']);
    },
  );

  it.each<Channel>(['borg', 'scratch', 'tar'])(
    'gets no foreign rights on a client, and is told what is missing (%s)',
    async (channel) => {
      const request = { channel, archive: 'owned', path: user.newFolder() };
      const { cause, not } = await house.restore(client, request);
      expect(cause).toMatchObject({ kind: 'restore-incomplete', count: 1, path: 'owned/null' });
      expect(not).toMatchObject([NO_DEVICE]);
      expectOwned(request.path);
    },
  );

  it.each<Channel>(['borg', 'scratch', 'tar'])(
    'reads back and puts in place what is closed to its own owner (%s)',
    async (channel) => {
      const request = { channel, archive: 'closed', paths: ['closed/folder', 'closed/shadow'] };
      const there = user.newFolder(); // its parts have to be moved
      mkdirSync(join(there, 'closed'));
      execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, there]);
      for (const path of [join(user.newFolder(), 'new'), there]) {
        const { cause, not, outcomes } = await house.restore(client, { ...request, path });
        expect({ cause, not }).toEqual({ cause: null, not: [] });
        expect(outcomes).toHaveLength(4);
        const modes = ['folder', 'folder/below', 'folder/below/file', 'shadow'].map((name) => {
          const { mode, mtimeMs } = lstatSync(join(path, 'closed', name));
          const stored = lstatSync(join(house.source, 'closed', name));
          return [mode === stored.mode, Math.floor(mtimeMs / 1000) === Math.floor(stored.mtimeMs / 1000)];
        });
        expect(new Set(modes.flat())).toEqual(new Set([true]));
      }
    },
  );

  it('cannot write everywhere, and is told so before anything is written', async () => {
    const closed = house.newFolder();
    for (const path of [closed, join(closed, 'new')]) {
      const { cause, outcomes, stages } = await house.restore(client, { path });
      expect(cause).toMatchObject({ kind: 'target-not-writable', message: expect.stringContaining(closed) });
      expect([new Set(outcomes.map(({ outcome }) => outcome)), stages]).toEqual([
        new Set(['failed']),
        ['checking'],
      ]);
    }
    expect(readdirSync(closed)).toEqual([]);
    const given = await house.restore(client, { path: user.newFolder(), owner: 'user', user: '1' });
    expect(given.cause).toMatchObject({
      kind: 'target-not-writable',
      message: expect.stringContaining('root'),
    });
  });

  it('may be this server itself', async () => {
    const root = user.newFolder();
    const url = join(root, 'repository');
    execFileSync('cp', ['-a', house.target.url, url]);
    const [place, folder, closed] = [user.newFolder(), user.newFolder(), house.newFolder()];
    execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, url]);
    const restore = (archive: string, path: string) => {
      const asked = { root, url, passphrase: PASSPHRASE, archive, path, folder };
      const program = [process.execPath, '--import', 'tsx', RUN_ALONE];
      const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
      const env = { PATH: process.env.PATH, HOME: user.home };
      return JSON.parse(
        execFileSync('setpriv', [...ids, '--', ...program], {
          input: JSON.stringify(asked),
          env,
          encoding: 'utf8',
        }),
      );
    };
    const tree = join(place, 'tree');
    expect(restore('tree', tree)).toMatchObject({ cause: null, isRoot: false, channel: 'borg', left: null });
    expect(asTheUsers(tree, 'borg')).toEqual(asTheUsers(house.source, 'borg'));
    const owned = restore('owned', join(place, 'owned'));
    expect(owned.cause).toMatchObject({ kind: 'restore-incomplete', count: 1, path: 'owned/null' });
    expectOwned(join(place, 'owned'));
    expect(restore('tree', closed).cause).toMatchObject({ kind: 'target-not-writable' });
    expect(readdirSync(closed)).toEqual([]);
  });
});
