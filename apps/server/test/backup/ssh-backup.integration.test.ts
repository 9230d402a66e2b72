import { appendFileSync, existsSync, lstatSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Client } from '@borgcube/domain/client/client';
import type { ConnectionTest } from '@borgcube/domain/connection/connection';
import type { SshKey } from '@borgcube/domain/ssh-key/ssh-key';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { clientLeftovers } from '@borgcube/testing/sshd/client-leftovers';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

let house: House;
let sshd: TestSshd;
beforeAll(async () => {
  [house, sshd] = await Promise.all([startHouse(), startSshd()]);
});
afterAll(async () => {
  await house[Symbol.asyncDispose]();
  await sshd.stop();
});

const verdicts = ({ checks }: ConnectionTest) => Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));
const test = (id: string) => house.mutate<ConnectionTest>('clients.testConnection', { id });

describe('a connection', () => {
  let client: Client;
  const { type, fingerprint } = { type: 'ssh-ed25519', fingerprint: () => sshd.hostKey.fingerprint };

  it('goes no further than a host key that nobody accepted', async () => {
    client = await makeSshClient(house, sshd, 'web01', { hostKeyFingerprint: undefined });
    const fresh = await test(client.id);
    expect(verdicts(fresh)).toEqual({ reachable: true, 'host-key': false });
    expect(fresh).toMatchObject({
      ok: false,
      hostKey: { type, fingerprint: fingerprint(), accepted: false },
    });
    expect(fresh.checks[1]?.detail).toContain(fingerprint());
  });

  it('pins exactly the key that the test saw', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    await expect(
      house.mutate('clients.acceptHostKey', { id: client.id, fingerprint: other }),
    ).rejects.toMatchObject({ data: { code: 'PRECONDITION_FAILED', kind: 'host-key-differs' } });
    expect((await test(client.id)).hostKey?.accepted).toBe(false);

    const pinned = await house.mutate<Client>('clients.acceptHostKey', {
      id: client.id,
      fingerprint: fingerprint(),
    });
    expect(pinned.connection?.hostKey).toMatchObject({ type, fingerprint: fingerprint() });
  });

  it('has a verdict on each thing that a backup needs', async () => {
    const accepted = await test(client.id);
    expect(verdicts(accepted)).toEqual({
      reachable: true,
      'host-key': true,
      login: true,
      borg: true,
      tar: true,
      'free-space': true,
    });
    expect(accepted.checks.find(({ name }) => name === 'borg')?.detail).toMatch(/^borg 1\.[24]\./);
    expect(accepted).toMatchObject({ ok: true, hostKey: { accepted: true } });
    expect(accepted.checks.every(({ detail }) => detail !== '')).toBe(true);
  });

  it('is tested from a form before it is saved, and blames each thing on nothing else', async () => {
    const { remote, port } = sshd;
    const [stored] = (await house.query<{ items: SshKey[] }>('sshKeys.list')).items;
    const working = { remote, port, sshKeyId: stored?.id, hostKeyFingerprint: fingerprint() };
    const of = (change: Record<string, unknown>) =>
      house.mutate<ConnectionTest>('clients.testConnection', { connection: { ...working, ...change } });
    const wrong = ({ checks }: ConnectionTest) => checks.filter(({ ok }) => !ok).map(({ name }) => name);
    const { ok, checks } = await of({});
    expect({ ok, login: checks.find(({ name }) => name === 'login')?.detail }).toEqual({
      ok: true,
      login: `Logged in as ${userInfo().username}.`,
    });
    expect(wrong(await of({ port: 1 }))).toEqual(['reachable']);
    expect(wrong(await of({ sshKeyId: null }))).toEqual(['login']);
    expect(wrong(await of({ remoteBorg: '/nowhere/borg' }))).toEqual(['borg']);
    expect(wrong(await of({ hostKeyFingerprint: `SHA256:${'A'.repeat(43)}` }))).toEqual(['host-key']);
  });

  it('logs in with a key that was made here', async () => {
    const key = await house.mutate<SshKey>('sshKeys.generate', { name: 'made here' });
    expect(key.publicKey).toMatch(/^ssh-ed25519 /);
    appendFileSync(`${sshd.identityFile}.pub`, `\n${key.publicKey}\n`);
    const other = await makeSshClient(house, sshd, 'web02', { sshKeyId: key.id });
    expect(await test(other.id)).toMatchObject({ ok: true });
  });
});

describe('a backup over ssh', () => {
  let configId: string;
  let source: string;
  let url: string;

  it('gives back every byte, link, attribute and time by plain borg', async () => {
    source = join(house.folder, "so 'ur ce");
    makeHostileTree(source);
    const repository = await house.makeRepository();
    url = repository.url;
    const client = await makeSshClient(house, sshd, 'hostile');
    const config = await house.makeConfig({
      clientId: client.id,
      repositoryId: repository.id,
      paths: [source],
      transport: 'ssh',
    });
    configId = config.id;

    const job = await house.backUp(config.id);

    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    expect(job.transitions.map(({ state }) => state)).toEqual([
      'client_preparing',
      'client_prepared',
      'client_in_progress',
      'client_done',
      'client_cleanup',
      'done',
    ]);
    const archive = await house.query<Archive>('archives.get', { id: job.archiveId });
    expect(archive.name).toBe(`hostile-${String(job.id).padStart(5, '0')}`);
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    expect(borg.archiveNames(url)).toEqual([archive.name]);
    const extracted = borg.extract(url, archive.name);
    expect(describeTree(join(extracted, source))).toEqual(describeTree(source));
  });

  it('leaves nothing behind, neither on the client nor here', async () => {
    await house.untilIdle(); // the archive is listed
    await vi.waitFor(() => expect(clientLeftovers(sshd)).toEqual([]), { timeout: 60_000 });
    expect(findAll(sshd.home, (path) => !isFileOrFolder(path))).toEqual([]);
    const known = /\/\.(cache|config)\/borg(\/|$)|\/\.cache\/borgcube(\/run(\/[^/]+)?)?$|\/\.(cache|config)$/;
    expect(findAll(sshd.home, (path) => !known.test(path))).toEqual([]);
    expect(readdirSync(join(house.server.dataDir, 'borg', 'tmp'))).toEqual([]);
    expect(existsSync(join(url, 'lock.exclusive'))).toBe(false);
    expect(findProcesses((argv) => argv.includes(url))).toEqual([]);
  });

  it('reads only what changed the second time', async () => {
    const first = await newestArchive();
    appendFileSync(join(source, 'binary.bin'), 'one more line');
    const job = await house.backUp(configId);
    expect(job).toMatchObject({ state: 'done', failureCause: null });
    const files = (await house.log(job.id)).filter(({ level }) => level === 'file');
    expect(files.map(({ message }) => message)).toEqual([`M ${join(source, 'binary.bin')}`]);
    const second = await newestArchive();
    expect(second.nfiles).toBe(first.nfiles);
    expect(second.deduplicatedSize).toBeLessThan((first.originalSize ?? 0) / 2);
  });

  it.each(['echo welcome', 'printf "no line end"', 'head -c 200000 /dev/zero', 'echo welcome >&2'])(
    'does not mind a login shell that greets by %s',
    async (greeting) => {
      writeFileSync(join(sshd.home, '.bashrc'), greeting);
      const job = await house.backUp(configId);
      expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    },
  );

  const newestArchive = async () => {
    const [archive] = (await house.query<{ items: Archive[] }>('archives.list', { limit: 1 })).items;
    if (!archive) throw new Error('There is no archive.');
    return archive;
  };
});

function findAll(folder: string, matches: (path: string) => boolean): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter(matches);
}

function isFileOrFolder(path: string): boolean {
  const stat = lstatSync(path);
  return stat.isFile() || stat.isDirectory();
}
