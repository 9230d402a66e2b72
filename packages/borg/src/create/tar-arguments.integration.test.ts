import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CreateSpec } from './create-arguments.ts';
import { tarArguments } from './tar-arguments.ts';

const folder = mkdtempSync(join(tmpdir(), 'zz-borgcube-'));
const base = join(folder, 'tree');
const below = base.slice(1);
const env = { ...process.env, BORG_BASE_DIR: join(folder, 'borg'), LC_ALL: 'C.UTF-8' };
const FILES = [
  'a.o',
  'b.c',
  'cache/x',
  'cache/deep/y',
  'u1/.cache/z',
  'u2/sub/.cache/z',
  'u2/n/node_modules/q',
  'back\\slash',
  'st*r',
  'u2/*/lit',
];

beforeAll(() => {
  for (const file of FILES) {
    mkdirSync(dirname(join(base, file)), { recursive: true });
    writeFileSync(join(base, file), file);
  }
  execFileSync('borg', ['init', '--encryption=none', join(folder, 'repository')], { env, stdio: 'ignore' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const specOf = (paths: readonly string[], excludes: readonly string[]): CreateSpec => ({
  paths,
  excludes,
  oneFileSystem: true,
  compression: 'none',
  checkpointInterval: 1800,
  readSpecial: false,
  ignoreInode: false,
  extraOptions: '',
});

function packedByTar(spec: CreateSpec): string[] {
  const { gnu, paths } = tarArguments(spec);
  const stream = execFileSync('tar', [...gnu, '--', ...paths], { env, maxBuffer: 1e8 });
  return execFileSync('tar', ['-t', '--quoting-style=literal'], { env, input: stream })
    .toString()
    .split('\n')
    .filter((name) => name !== '')
    .map((name) => name.replace(/\/$/, ''))
    .sort();
}

function backedUpByBorg({ paths, excludes }: CreateSpec): string[] {
  const args = ['--log-json', 'create', '--dry-run', '--list', ...excludes.map((one) => `--exclude=${one}`)];
  const said = execFileSync(
    'sh',
    ['-c', 'exec "$@" 2>&1', 'sh', 'borg', ...args, `${join(folder, 'repository')}::a`, ...paths],
    { env },
  );
  return said
    .toString()
    .split('\n')
    .filter((line) => line.includes('"file_status"'))
    .map((line) => JSON.parse(line) as { status: string; path: string })
    .filter(({ status }) => status === '-')
    .map(({ path }) => path.replace(/^\//, ''))
    .sort();
}

describe('tar leaves out what Borg would leave out', () => {
  it.each([
    '*.o',
    `fm:${base}/*/x`,
    `${base}/cache/`,
    `${below}/u?`,
    `${below}/u[!1]`,
    `sh:${base}/*/.cache`,
    `sh:${base}/cache/**`,
    `sh:${base}/cache/`,
    'sh:**/node_modules',
    'sh:**/deep/',
    'sh:**/.cache',
    `pp:${base}/cache`,
    `pp:${base}/st*r`,
    `pp:${base}/u2/*`,
    `pf:${base}/cache`,
    `pf:${base}/b.c`,
    `${base}/back\\slash`,
    'fm:*/deep/*',
  ])('by %s', (pattern) => {
    const spec = specOf([base], [pattern]);
    const packed = packedByTar(spec);
    expect(packed).toEqual(backedUpByBorg(spec));
    expect(packed.length).toBeLessThan(packedByTar(specOf([base], [])).length);
  });
});

it('names files from the root down, also where the root itself is backed up', () => {
  const spec = specOf(['/', base], ['sh:[!t]*', 'sh:tmp/[!z]*', 'fm:*/u2', 'pp:/lost+found']);
  const packed = packedByTar(spec);
  expect(packed).toContain(`${below}/b.c`);
  expect(packed).not.toContain(`${below}/u2`);
  expect(packed.filter((path) => /^\.?\//.test(path))).toEqual([]);
});
