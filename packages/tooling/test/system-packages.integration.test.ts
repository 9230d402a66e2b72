import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const module = path.join(import.meta.dirname, '../system-packages.mjs');
const isRoot = process.getuid?.() === 0;

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'borgcube-apt-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Asks for the server's packages on a machine that has nothing but this apt-get. */
async function ensure(aptGet: string | null) {
  if (aptGet !== null) {
    writeFileSync(path.join(dir, 'apt-get'), `#!/bin/sh\necho "$@" >> ${dir}/calls\n${aptGet}\n`);
    chmodSync(path.join(dir, 'apt-get'), 0o755);
  }
  const script = `import { ensureSystemPackages, SERVER_PACKAGES } from ${JSON.stringify(module)};
    console.log('missing: ' + (await ensureSystemPackages(SERVER_PACKAGES)).join(' '));`;
  return promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: { PATH: dir } });
}

test('without root or apt it says what to install', async () => {
  const { stdout, stderr } = await ensure(null);
  expect(stderr).toContain('sudo apt-get install -y borgbackup openssh-client zstd');
  expect(stdout).toBe('missing: borgbackup openssh-client zstd\n');
});

if (isRoot) {
  test('as root it installs, after an update when the package lists are empty', async () => {
    const apt = `case "$1" in update) /bin/touch ${dir}/lists;; install) /bin/ls ${dir}/lists || exit 100; /bin/touch ${dir}/borg ${dir}/ssh ${dir}/zstd;; esac`;
    const { stdout } = await ensure(apt);
    expect(stdout).toBe('Installing borgbackup, openssh-client, zstd\nmissing: \n');
    const calls = readFileSync(path.join(dir, 'calls'), 'utf8').trim().split('\n');
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['install', 'update', 'install']);
    expect(calls[0]).toMatch(/ borgbackup openssh-client zstd$/);
  });

  test('what cannot be installed is named', async () => {
    expect((await ensure('exit 100')).stdout).toContain('missing: borgbackup openssh-client zstd');
  });
}
