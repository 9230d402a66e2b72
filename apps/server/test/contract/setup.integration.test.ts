import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import { startServer } from '@borgcube/testing/server/start-server';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { post } from './ask.ts';
import { type RunOptions, runBorgcube } from './run-borgcube.ts';

const PASSWORD = 'canary password of the admin';

let folder: string;
let dataDir: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'borgcube-setup-'));
  dataDir = join(folder, 'data');
  file = join(dataDir, 'borgcube.toml');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const setup = (args: readonly string[], more: RunOptions = {}) =>
  runBorgcube(['setup', ...args], { folder, ...more });
const answers = (...lines: string[]) => ({ input: `${lines.join('\n')}\n` });
const ADMIN = ['--admin-name', 'Ada', '--admin-email', 'ada@example.org'];

describe('setup', () => {
  it('takes one answer a line, and what it made is a server that the admin signs in to', async () => {
    const unit = join(folder, 'borgcube.service');
    const lines = ['127.0.0.1', '', 'sqlite', 'Europe/Berlin', 'Ada', 'ada@example.org', PASSWORD, unit];
    const { code, out, error } = await setup([], answers(dataDir, ...lines));
    expect([code, out]).toEqual([0, '']);
    expect(error).toContain('Made the admin ada@example.org.');
    const settings = readFileSync(file, 'utf8');
    expect(settings).toContain('BORGCUBE_TIME_ZONE = "Europe/Berlin"');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(unit, 'utf8')).toContain(`BORGCUBE_DATA_DIR=${dataDir}`);
    const everything = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name), 'latin1'));
    expect([error, ...everything].filter((text) => text.includes(PASSWORD))).toEqual([]);

    await using server = await startServer({ dataDir });
    expect(server.output()).not.toContain('/setup');
    const signIn = { email: 'ada@example.org', password: PASSWORD };
    const answer = await post(`${server.url}/api/auth/sign-in/email`, signIn, { origin: server.url });
    expect(answer.status).toBe(200);
    const again = await setup(['--data-dir', dataDir, '--yes']);
    expect([again.code, again.error]).toEqual([0, expect.stringContaining('accounts already')]);
    expect(again.error).toContain('stays as it is');
  });

  it('does the same by flags, and tells it as JSON', async () => {
    const flags = ['--data-dir', dataDir, '--port', '9000', '--yes', '--json', ...ADMIN];
    const { code, out } = await setup(flags, answers(PASSWORD));
    expect([code, JSON.parse(out)]).toEqual([
      0,
      { dataDir, settingsFile: file, written: true, backup: null, admin: 'ada@example.org', unit: null },
    ]);
    const doctor = await runBorgcube(['doctor', '--json'], { folder, dataDir });
    expect(JSON.parse(doctor.out).settings).toContainEqual({
      key: 'BORGCUBE_PORT',
      value: '9000',
      from: file,
    });
  });

  it('refuses to replace what is there, unless told so, and keeps a copy', async () => {
    const flags = ['--data-dir', dataDir, '--yes', '--no-admin'];
    expect((await setup([...flags, '--port', '9000'])).code).toBe(0);
    writeFileSync(file, `${readFileSync(file, 'utf8')}BORGCUBE_LOG_LEVEL = "warn"\n`);
    const before = readFileSync(file, 'utf8');
    const refused = await setup([...flags, '--port', '9001']);
    expect([refused.code, refused.error]).toEqual([
      1,
      expect.stringContaining('BORGCUBE_PORT: 9000 -> 9001'),
    ]);
    expect(readFileSync(file, 'utf8')).toBe(before);
    const unchanged = await setup(flags);
    expect([unchanged.code, readFileSync(file, 'utf8')]).toEqual([0, before]);
    const forced = await setup([...flags, '--port', '9001', '--force', '--json']);
    const { backup } = JSON.parse(forced.out);
    expect(readFileSync(backup, 'utf8')).toBe(before);
    expect(readFileSync(file, 'utf8')).toMatch(/BORGCUBE_PORT = 9001\n(.*\n)*BORGCUBE_LOG_LEVEL = "warn"/);
  });

  it('tries a PostgreSQL database first, and never shows its password', async () => {
    const wrong = 'postgresql://borg:canary-secret@127.0.0.1:9/borgcube';
    const refused = await setup(['--data-dir', dataDir, '--yes', '--no-admin'], {
      env: { BORGCUBE_DATABASE_URL: wrong },
    });
    expect([refused.code, refused.error]).toEqual([1, expect.stringContaining('cannot be used')]);
    expect(refused.error).not.toContain('canary-secret');
    expect(existsSync(file)).toBe(false);

    await using database = await openTestDatabase('postgresql');
    const flags = ['--data-dir', dataDir, '--database', database.url, '--yes', '--json', ...ADMIN];
    const { code, out, error } = await setup(flags, answers(PASSWORD));
    expect([code, error]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ admin: 'ada@example.org' });
    expect(readFileSync(file, 'utf8')).toContain(database.url);
    expect(existsSync(join(dataDir, 'borgcube.db'))).toBe(false);
  });

  it.each([
    ['a port that is none', ['--port', 'http']],
    ['a time zone that is none', ['--time-zone', 'Mars/Base']],
    ['an address with a path', ['--public-url', 'https://example.org/backup']],
    ['a database that is none', ['--database', 'mysql://x']],
    ['an unknown option', ['--please']],
  ])('takes %s for wrong usage, and writes nothing', async (_what, flags) => {
    const { code, error } = await setup(['--data-dir', dataDir, '--yes', '--no-admin', ...flags]);
    expect([code, error]).toEqual([2, expect.any(String)]);
    expect(existsSync(file)).toBe(false);
  });

  it('says so when nothing can be written there', async () => {
    writeFileSync(join(folder, 'a file'), '');
    const below = join(folder, 'a file', 'data');
    const { code, error } = await setup(['--data-dir', below, '--yes', '--no-admin']);
    expect([code, error]).toEqual([1, expect.stringContaining('cannot be used')]);
    expect(error).not.toMatch(/should not|^\s+at /m);
  });

  it('makes no admin of a weak password, and can be run again', async () => {
    const flags = ['--data-dir', dataDir, '--yes', ...ADMIN];
    const weak = await setup(flags, answers('short'));
    expect([weak.code, weak.error]).toEqual([2, expect.stringContaining('password')]);
    expect((await setup(flags, answers(PASSWORD))).code).toBe(0);
  });
});

describe('systemd', () => {
  const verify = '/usr/bin/systemd-analyze';

  it.each([
    ['root', []],
    ['a user', ['--user', 'daemon']],
  ])('prints a unit for %s that systemd understands', async (_who, args) => {
    const place = join(folder, 'with space 100%');
    const { code, out } = await runBorgcube(['systemd', ...args], { folder, dataDir: place });
    expect([code, out]).toEqual([0, expect.stringContaining('ProtectSystem=true')]);
    expect(out).toContain('100%%');
    expect(
      JSON.parse((await runBorgcube(['systemd', ...args, '--json'], { folder, dataDir: place })).out),
    ).toEqual({ unit: out });
    if (!existsSync(verify)) return;
    const unit = join(folder, 'borgcube.service');
    writeFileSync(unit, out);
    // It answers 0 whatever it says.
    const { stdout, stderr } = spawnSync(verify, ['verify', unit], { encoding: 'utf8' });
    expect([stdout, stderr]).toEqual(['', '']);
  });

  it('refuses a user name that is none', async () => {
    const { code } = await runBorgcube(['systemd', '--user', 'a b\nExecStart=/bin/sh'], { folder, dataDir });
    expect(code).toBe(2);
  });
});
