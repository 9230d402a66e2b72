import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Channel } from '../src/restore/restore-run.ts';
import { placesOf, type RestoreHouse, startRestoreHouse } from './restore-house.ts';

let house: RestoreHouse;
beforeAll(async () => {
  house = await startRestoreHouse();
}, 60_000);
afterAll(() => house?.stop());

/** What the way does not promise to bring along is taken out of both. */
function described(folder: string, channel: Channel): string[] {
  const lines = describeTree(folder);
  if (channel !== 'tar') return lines;
  return lines.filter((line) => line.startsWith('"')).map((line) => line.replace(/(mtime=\d+)\d{9}\b/, '$1'));
}

describe('a hostile tree is identical after a restore', () => {
  it.each<['server' | 'client', Channel]>([
    ['server', 'borg'],
    ['client', 'borg'],
    ['client', 'scratch'],
    ['client', 'tar'],
  ])('to the %s by the way %s', async (machine, channel) => {
    const { cause, warnings, not, outcomes, path, stages, ...result } = await house.restore(house[machine], {
      channel,
    });
    expect({ cause, warnings, not }).toEqual({ cause: null, warnings: [], not: [] });
    expect(described(join(path, 'tree'), channel)).toEqual(described(join(house.source, 'tree'), channel));
    expect(outcomes).toHaveLength(38);
    expect(stages).toEqual(['checking', 'restoring', 'reading']);
    expect(result).toMatchObject({
      channel,
      left: null,
      areAttributesCompared: channel === 'tar' ? null : channel === 'scratch',
      precision: channel === 'tar' ? 'second' : 'microsecond',
    });
    expect(readdirSync(dirname(path))).toEqual(['new']);
    expect(house.leftovers()).toEqual([]);
  });
});

describe('extended attributes and ACLs', () => {
  /** A client on which a program is another than it should be. */
  async function clientWith(program: string, script: string) {
    const path = house.newFolder();
    writeFileSync(join(path, program), `#!/bin/bash\n${script}\n`, { mode: 0o755 });
    const sshd = await startSshd({ path });
    const { client } = placesOf(house.server, sshd);
    return { client, [Symbol.asyncDispose]: () => sshd.stop() };
  }

  it('that the tar of a client does not keep are a difference', async () => {
    const dropping = 'exec /usr/bin/tar "${@/--@(xattrs|xattrs-include=*|acls)/--no-xattrs}"';
    await using made = await clientWith('tar', `shopt -s extglob\n${dropping}`);
    const copy = join(house.source, 'copy');
    execFileSync('cp', ['-a', join(house.source, 'tree'), copy]);
    // Names of whatever bytes are found again by what getfattr writes for them.
    execFileSync('find', [copy, '-type', 'f', '-exec', 'setfattr', '-n', 'user.of', '-v', 'x', '{}', '+']);
    await house.create('attributed', ['copy']);
    const { cause, not, outcomes } = await house.restore(made.client, {
      ...{ channel: 'scratch', archive: 'attributed' },
    });
    expect(cause).toMatchObject({ kind: 'restore-incomplete' });
    const files = outcomes.filter(({ type }) => type === 'f').map(({ path }) => path);
    expect(not.map(({ path }) => path)).toEqual(files);
    const reasons = new Map(not.map(({ path, outcome, reason }) => [path, `${outcome}: ${reason}`]));
    const differ = 'different: its extended attributes are others:';
    expect(reasons.get('copy/plain.txt')).toBe(`${differ} user.of, user.origin`);
    expect(reasons.get('copy/script.sh')).toBe(`${differ} system.posix_acl_access, user.of`);
  });

  it('are not compared where a client cannot read them, and that is told', async () => {
    await using made = await clientWith('getfattr', 'exit 127');
    const { cause, areAttributesCompared } = await house.restore(made.client, { channel: 'scratch' });
    expect({ cause, areAttributesCompared }).toEqual({ cause: null, areAttributesCompared: false });
  });
});
