import { execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { makeTestUser, type TestUser } from '@borgcube/testing/user/make-test-user';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../src/restore/restore-run.ts';
import { placesOf, type RestoreHouse, startRestoreHouse } from './restore-house.ts';

const WAYS: Channel[] = ['borg', 'scratch', 'tar'];
/** What the user of the archive has there; the name has another number by now. */
const STORED = 54_321;

describe.skipIf(userInfo().uid !== 0)('owners that are read back', () => {
  let house: RestoreHouse;
  let user: TestUser;
  /** Its programs give what they unpack to somebody else. */
  let careless: Awaited<ReturnType<typeof startSshd>>;

  beforeAll(async () => {
    house = await startRestoreHouse();
    user = makeTestUser();
    const folder = join(house.source, 'owned');
    mkdirSync(folder);
    writeFileSync(join(folder, 'file'), 'x');
    symlinkSync('nowhere', join(folder, 'link'));
    execFileSync('usermod', ['--uid', String(STORED), user.name]);
    execFileSync('chown', ['-hR', `${user.name}:4322`, folder]);
    await house.create('owned', ['owned']);
    execFileSync('usermod', ['--uid', String(user.uid), user.name]);
    const programs = house.newFolder();
    for (const program of ['borg', 'tar']) {
      const script = `#!/bin/sh\n/usr/bin/${program} "$@" || exit\n[ ! -e owned ] || chown -h 77:78 owned/*\n`;
      writeFileSync(join(programs, program), script, { mode: 0o755 });
    }
    careless = await startSshd({ path: programs });
  }, 60_000);
  afterAll(async () => {
    await careless?.stop();
    user?.[Symbol.dispose]();
    await house?.stop();
  });

  it.each(WAYS)('are those of the names at the target, or the stored numbers (%s)', async (channel) => {
    for (const [owner, uid] of [
      ['stored', user.uid],
      ['numeric', STORED],
    ] as const) {
      const { cause, not, path } = await house.restore(house.client, { channel, archive: 'owned', owner });
      expect({ cause, not }).toEqual({ cause: null, not: [] });
      const { uid: there, gid } = lstatSync(join(path, 'owned/link'));
      expect([there, gid]).toEqual([uid, 4322]);
    }
  });

  it.each(WAYS)('are told where they are others (%s)', async (channel) => {
    const { client } = placesOf(house.server, careless);
    for (const [owner, wanted] of [
      ['stored', `${user.uid}:4322 (stored as ${user.name}:4322)`],
      ['numeric', `${STORED}:4322`],
    ] as const) {
      const { cause, not } = await house.restore(client, { channel, archive: 'owned', owner });
      const reason = `its owner is 77:78 instead of ${wanted}`;
      expect(cause).toMatchObject({ kind: 'restore-incomplete', count: 2 });
      expect(not).toMatchObject([
        { path: 'owned/file', outcome: 'different', reason },
        { path: 'owned/link', outcome: 'different', reason },
      ]);
    }
  });
});
