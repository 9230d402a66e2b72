import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { freePort } from '@borgcube/testing/server/free-port';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSshGround, type SshGround } from './ssh-ground.ts';

let house: House;
let sshd: TestSshd;
beforeAll(async () => {
  [house, sshd] = await Promise.all([startHouse(), startSshd()]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await sshd.stop();
});

describe('a client that cannot be reached', () => {
  const reconnect = (ground: SshGround, connection: Record<string, unknown>) =>
    house.mutate('clients.update', { id: ground.clientId, connection });

  const workingConnection = async () => {
    const { items } = await house.query<{ items: SshKey[] }>('sshKeys.list');
    const { remote, port, hostKey, publicKey } = sshd;
    const key = items.find((one) => publicKey.startsWith(one.publicKey.split(' ', 2).join(' ')));
    return { remote, port, sshKeyId: key?.id, hostKeyFingerprint: hostKey.fingerprint };
  };

  it('because nobody listens there', async () => {
    const port = await freePort();
    const ground = await makeSshGround(house, sshd, 'unreachable', { connection: { port } });
    const job = await ground.backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-connection-failed', port } });
    expect(job.failureCause?.evidence?.join('\n')).toContain('Connection refused');
    expect(job.transitions.map(({ state }) => state)).not.toContain('client_in_progress');
    await reconnect(ground, await workingConnection());
    await ground.expectUsable();
  });

  it('because it has no connection', async () => {
    const ground = await makeSshGround(house, sshd, 'with-connection');
    const { id: clientId } = await house.makeClient({ hostname: 'without' });
    const repository = await house.makeRepository();
    const job = await ground.backUp({ clientId, repositoryId: repository.id });
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-connection-missing' } });
    await house.mutate('clients.update', { id: clientId, connection: await workingConnection() });
    expect(await ground.backUp({ clientId, repositoryId: repository.id })).toMatchObject({ state: 'done' });
    await ground.expectNothingLeft();
  });

  it('because it tells of an archive that it never made', async () => {
    const liar = join(house.folder, 'lying-borg');
    const archive = `"id":"${'ab'.repeat(32)}","start":"2026-11-23T01:00:00.000000","end":"2026-11-23T01:00:01.000000","duration":1`;
    const stats = '"stats":{"nfiles":9,"original_size":900,"compressed_size":900,"deduplicated_size":900}';
    const cache = '"cache":{"stats":{"total_size":900,"total_csize":900,"unique_csize":900}}';
    // The last word with two colons names the archive, as in a real command line.
    const script = `#!/bin/sh
case "$*" in *--version*) exec borg --version ;; esac
for word; do case "$word" in *::*) name=\${word##*::} ;; esac; done
printf '{"archive":{"name":"%s",${archive},${stats}},${cache}}\\n' "$name"
`;
    writeFileSync(liar, script, { mode: 0o755 });
    const ground = await makeSshGround(house, sshd, 'lying', { connection: { remoteBorg: liar } });
    const job = await ground.backUp();
    expect(job).toMatchObject({
      state: 'failed',
      archiveId: null,
      failureCause: { kind: 'client-violated-protocol' },
    });
    expect(ground.archiveNames()).toEqual([]);
    await reconnect(ground, await workingConnection());
    await ground.expectUsable();
  });

  it('because nobody accepted its host key', async () => {
    const connection = { hostKeyFingerprint: undefined };
    const ground = await makeSshGround(house, sshd, 'not-accepted', { connection });
    const job = await ground.backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-host-key-unknown' } });
    await house.mutate('clients.testConnection', { id: ground.clientId });
    const { fingerprint } = sshd.hostKey;
    await house.mutate('clients.acceptHostKey', { id: ground.clientId, fingerprint });
    await ground.expectUsable();
  });

  it('because its host key is another one than expected, or than it was', async () => {
    const connection = { hostKeyFingerprint: `SHA256:${'A'.repeat(43)}` };
    const unexpected = await makeSshGround(house, sshd, 'unexpected', { connection });
    expect(await unexpected.backUp()).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'client-host-key-mismatch', found: sshd.hostKey.fingerprint },
    });

    const before = await startSshd();
    const changed = await makeSshGround(house, before, 'changed');
    expect(await changed.backUp()).toMatchObject({ state: 'done' });
    await before.stop();
    await using _after = await startSshd({ port: before.port });
    const job = await changed.backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-host-key-mismatch' } });
    await reconnect(changed, await workingConnection());
    await changed.expectUsable();
  });

  it.each(['/nowhere/borg', 'no-such-borg'])('because it has no Borg named %s', async (remoteBorg) => {
    const hostname = remoteBorg.replaceAll('/', '_');
    const ground = await makeSshGround(house, sshd, hostname, { connection: { remoteBorg } });
    const job = await ground.backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-borg-missing' } });
    await reconnect(ground, await workingConnection());
    await ground.expectUsable();
  });
});

describe('a repository that does not take the backup of a client', () => {
  it('because its passphrase was changed', async () => {
    const ground = await makeSshGround(house, sshd, 'passphrase');
    const { url } = ground.repository;
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    borg.run(['key', 'change-passphrase', url], house.folder, { BORG_NEW_PASSPHRASE: 'another one' });
    const job = await ground.backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-passphrase-wrong' } });
    await ground.expectNothingLeft();
    const changed = plainBorg(house.folder, 'another one');
    changed.run(['key', 'change-passphrase', url], house.folder, { BORG_NEW_PASSPHRASE: CANARY_PASSPHRASE });
    await ground.expectUsable();
  });

  it('because another one lies there', async () => {
    const ground = await makeSshGround(house, sshd, 'replaced');
    const { url } = ground.repository;
    rmSync(url, { recursive: true });
    plainBorg(house.folder, CANARY_PASSPHRASE).run(['init', '-e', 'repokey-blake2', url]);
    const job = await ground.backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-id-mismatch' } });
    expect(ground.archiveNames()).toEqual([]);
    await ground.expectNothingLeft();
  });

  it('because its disk is full', async () => {
    const disk = join(house.folder, 'small disk');
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk]);
    try {
      const repository = { url: join(disk, 'repository') };
      const ground = await makeSshGround(house, sshd, 'full', { repository });
      const job = await ground.backUp({ paths: [ground.largeSource] });
      expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-enospc' } });
      await ground.expectNothingLeft();
      execFileSync('mount', ['-o', 'remount,size=64m', disk]);
      await ground.expectSound();
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });
});

describe('a client where not all is as the config says', () => {
  let ground: SshGround;
  beforeAll(async () => {
    ground = await makeSshGround(house, sshd, 'paths');
  });

  it('fails before Borg starts when every path is missing, and warns when some are', async () => {
    const gone = join(house.folder, 'no such folder');
    const all = await ground.backUp({ paths: [gone, `${gone} either`] });
    expect(all).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'client-path-missing', paths: [gone, `${gone} either`] },
    });
    expect(all.transitions.map(({ state }) => state)).not.toContain('client_in_progress');
    const some = await ground.backUp({ paths: [gone, sshd.identityFile] });
    expect(some.state).toBe('done');
    expect(some.borgWarning?.join('\n')).toContain(gone);
    await ground.expectUsable();
  });

  it('fails a backup that holds no file', async () => {
    const empty = join(house.folder, 'empty');
    mkdirSync(join(empty, 'folder'), { recursive: true });
    expect(await ground.backUp({ paths: [empty] })).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'nothing-backed-up' },
    });
    expect(await ground.backUp({ paths: [empty], mayBeEmpty: true })).toMatchObject({ state: 'done' });
    await ground.expectUsable();
  });

  it('fails when a path that was a mount point is none any more', async () => {
    const mount = join(house.folder, 'mount');
    mkdirSync(mount);
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', mount]);
    try {
      mkdirSync(join(mount, 'folder'));
      const config = await ground.configFor({ paths: [mount], mayBeEmpty: true });
      expect(await house.backUp(config)).toMatchObject({ state: 'done' });
      execFileSync('umount', [mount]);
      const job = await house.backUp(config);
      expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-path-missing' } });
    } finally {
      if (readFileSync('/proc/mounts', 'utf8').includes(mount)) execFileSync('umount', [mount]);
    }
    await ground.expectUsable();
  });

  it('fails when there is no place for its files', async () => {
    const connection = { remoteCacheDir: '/proc/no such folder' };
    const job = await (await makeSshGround(house, sshd, 'no-place', { connection })).backUp();
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'command-failed', exitCode: 97 } });
    expect(job.failureCause?.message).toContain('/proc/no such folder');
  });

  it('runs no backup after a command that failed, but the command after, which learns of it', async () => {
    const said = join(house.folder, 'said');
    const afterCommand = `echo "$BORGCUBE_OUTCOME in $HOME" >>'${said}'`;
    const job = await ground.backUp({ beforeCommand: `echo "it's broken"; exit 3`, afterCommand });
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'hook-failed', exitCode: 3 } });
    expect(job.transitions.map(({ state }) => state)).not.toContain('client_in_progress');
    expect((await house.log(job.id)).map(({ message }) => message)).toContain("[before] it's broken");
    expect(await ground.backUp({ beforeCommand: 'true', afterCommand })).toMatchObject({ state: 'done' });
    const warned = await ground.backUp({ afterCommand: `${afterCommand}; exit 4` });
    expect(warned).toMatchObject({ state: 'done', borgWarning: ['The command after ended with 4.'] });
    const { home } = sshd;
    expect(readFileSync(said, 'utf8')).toBe(`failed in ${home}\ndone in ${home}\ndone in ${home}\n`);
    await ground.expectUsable();
  });
});
