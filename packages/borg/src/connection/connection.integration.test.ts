import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { startSshd, type TestSshd } from '@borgcube/testing/sshd/start-sshd';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { borgHostId } from '../process/host-id.ts';
import type { BorgEnvironment } from '../repository/borg-environment.ts';
import { scanHostKey } from './scan-host-key.ts';
import { startSsh } from './start-ssh.ts';
import { type TestedAccess, testConnection } from './test-connection.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const environment: BorgEnvironment = {
  borg: 'borg',
  ssh: 'ssh',
  baseDir: join(root, '100% b org'),
  hostId: borgHostId(),
};
let sshd: TestSshd;
let other: TestSshd;
let access: TestedAccess;

beforeAll(async () => {
  [sshd, other] = await Promise.all([startSshd({ forwards: true }), startSshd()]);
  access = {
    remote: sshd.remote,
    port: sshd.port,
    rsh: 'ssh',
    rshOptions: '-o Compression=yes',
    identity: { privateKey: new SecretText(sshd.privateKey) },
    hostKey: sshd.hostKey.line,
    remoteBorg: 'borg',
    remoteCacheDir: null,
  };
});
afterAll(async () => {
  await Promise.all([sshd.stop(), other.stop()]);
  rmSync(root, { recursive: true, force: true });
});

const verdicts = (checks: readonly { name: string; ok: boolean }[]) =>
  Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));

describe('startSsh', () => {
  it('leaves no key behind where ssh cannot be started', async () => {
    await expect(startSsh(environment, access, 'no argument holds \0', () => {})).rejects.toThrow();
    expect(readdirSync(join(environment.baseDir, 'tmp'))).toEqual([]);
  });
});

describe('scanHostKey', () => {
  it('tells the key of the machine, whatever was accepted before', async () => {
    expect(await scanHostKey(environment, { ...access, hostKey: other.hostKey.line })).toEqual(sshd.hostKey);
  });

  it('says when nobody is there', async () => {
    await expect(scanHostKey(environment, { ...access, port: 1 })).rejects.toMatchObject({
      failure: { kind: 'client-connection-failed', message: expect.stringContaining('Connection refused') },
    });
  });
});

describe('testConnection', () => {
  it('has a verdict on each thing that a backup needs', async () => {
    const { ok, checks, hostKey } = await testConnection(environment, access);
    expect(verdicts(checks)).toEqual({
      reachable: true,
      'host-key': true,
      login: true,
      borg: true,
      tar: true,
      'free-space': true,
    });
    expect(checks.find(({ name }) => name === 'borg')?.detail).toMatch(/^borg 1\.[24]\./);
    expect({ ok, hostKey }).toEqual({ ok: true, hostKey: { ...sshd.hostKey, accepted: true } });
  });

  it('goes no further than a host key that was not accepted', async () => {
    const fresh = await testConnection(environment, { ...access, hostKey: null });
    expect({ ...fresh, checks: verdicts(fresh.checks) }).toEqual({
      ok: false,
      checks: { reachable: true, 'host-key': false },
      hostKey: { ...sshd.hostKey, accepted: false },
    });
    const changed = await testConnection(environment, { ...access, hostKey: other.hostKey.line });
    expect(changed.checks.at(-1)?.detail).toContain('is not the key that was accepted');
  });

  it.each<[string, Partial<TestedAccess>, string]>([
    ['an unreachable machine', { port: 1 }, 'reachable'],
    ['no key', { identity: null }, 'login'],
    ['a missing Borg', { remoteBorg: '/nowhere/borg' }, 'borg'],
  ])('blames %s on nothing else', async (_, change, name) => {
    const { ok, checks } = await testConnection(environment, { ...access, ...change });
    expect({ ok, wrong: checks.filter((check) => !check.ok).map((check) => check.name) }).toEqual({
      ok: false,
      wrong: [name],
    });
  });

  it('goes through other machines by files of its own alone', async () => {
    const rshOptions = `-o ProxyJump=${sshd.remote}:${sshd.port},${sshd.remote}:${sshd.port}`;
    const { ok, checks } = await testConnection(environment, { ...access, rshOptions });
    expect({ ok, checks: checks.filter((check) => !check.ok) }).toEqual({ ok: true, checks: [] });
    const met = readFileSync(join(environment.baseDir, 'jump_known_hosts'), 'utf8');
    expect(met).toContain(sshd.hostKey.line.split(' ')[1]);
  });

  it('leaves no private key behind', () => {
    const temporary = join(environment.baseDir, 'tmp');
    expect(existsSync(temporary) ? readdirSync(temporary) : []).toEqual([]);
  });
});
