import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { borgHostId } from '../process/host-id.ts';
import { initRepository } from '../repository/init-repository.ts';
import { readLock } from '../repository/repository-lock.ts';
import { runBorg } from '../repository/run-borg.ts';
import { type ExportWanted, exportArchive } from './export-archive.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-export-'));
const environment = { borg: 'borg', ssh: 'ssh', baseDir: join(root, 'borg'), hostId: borgHostId() };
const target = {
  folder: 'r1',
  url: join(root, 'repository'),
  passphrase: null,
  remoteBorg: 'borg',
  ssh: null,
};
const source = join(root, 'source');
const stored = source.slice(1);

const borg = (...args: string[]) => runBorg({ environment, target, args });

beforeAll(async () => {
  await initRepository(environment, target, 'none');
  makeHostileTree(source);
  for (const name of ['second', 'third'])
    linkSync(join(source, 'plain.txt'), join(source, `${name} hard link`));
  mkdirSync(join(source, 'links'));
  linkSync(join(source, 'binary.bin'), join(source, 'links', 'binary'));
  linkSync(join(source, 'binary.bin'), join(source, 'links', 'binary too'));
  writeFileSync(join(source, '100%41'), 'percent');
  execFileSync('mkfifo', [join(source, 'pipe')]);
  await borg('create', '--', `${target.url}::tree`, source);
  rmSync(join(source, 'pipe'));
  writeFileSync(join(root, 'big'), randomBytes(24_000_000));
  await borg('create', '--', `${target.url}::big`, join(root, 'big'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = (wanted: Partial<ExportWanted>) =>
  exportArchive(environment, target, { archive: 'tree', paths: [stored], format: 'tar', ...wanted });

async function save(name: string, wanted: Partial<ExportWanted>): Promise<{ file: string; folder: string }> {
  const file = join(root, name);
  const folder = join(root, `${name} unpacked`);
  mkdirSync(folder);
  await pipeline(await open(wanted), createWriteStream(file));
  return { file, folder };
}

function unzip({ file, folder }: { file: string; folder: string }): string[] {
  const script = join(import.meta.dirname, 'unzip.py');
  return JSON.parse(execFileSync('python3', [script, file, folder], { encoding: 'utf8' }));
}

/** Without what a tar of Borg's does not keep; and, in a zip, that two names are one file. */
function linesOf(folder: string, isZip = false): string[] {
  return describeTree(folder)
    .filter((line) => line.startsWith('"'))
    .map((line) =>
      line.replace(/(mtime=-?\d+)\d{9}/, '$1').replace(isZip ? / links=\d+ inode#\d+/ : /^$/, ''),
    );
}

describe('a tree with everything that a careless download loses', () => {
  it.each(['tar', 'tar.zst'] as const)('comes whole as %s', async (format) => {
    const saved = await save(`tree.${format}`, { format });
    execFileSync('tar', ['--numeric-owner', '-xpf', saved.file, '-C', saved.folder]);
    rmSync(join(saved.folder, stored, 'pipe'));
    expect(linesOf(join(saved.folder, stored))).toEqual(linesOf(source));
  });

  it('comes whole as zip, hard links with their content, and a file tells what is missing', async () => {
    const saved = await save('tree.zip', { format: 'zip', paths: [''] });
    const names = unzip(saved);
    expect(linesOf(join(saved.folder, stored), true)).toEqual(linesOf(source, true));
    const bad = names.filter((name) => /^\/|\\|\p{Cc}|(^|\/)\.\.?(\/|$)/u.test(name));
    expect(bad).toEqual([]);
    expect(names.at(-1)).toBe('borgcube-notes.txt');
    const notes = readFileSync(join(saved.folder, 'borgcube-notes.txt'), 'utf8');
    expect(notes).toContain(`${stored}/pipe\n    is a named pipe.`);
    expect(notes).toContain('dir latin1-\\xe4\\xf6\\xfc\\xff\n    is here called');
    expect(notes).not.toContain('hard link');
  });

  it('is a selection of files and folders, each once', async () => {
    const saved = await save('some.zip', {
      format: 'zip',
      paths: [`${stored}/links`, `${stored}/100%41`, `${stored}/dir latin1-\\xe4\\xf6\\xfc\\xff`],
    });
    expect(unzip(saved).map((name) => name.slice(stored.length + 1))).toEqual(
      expect.arrayContaining(['links/', 'links/binary', 'links/binary too', '100%2541']),
    );
    expect(readFileSync(join(saved.folder, stored, 'links', 'binary too'))).toEqual(
      readFileSync(join(source, 'binary.bin')),
    );
  });
});

describe('an archive that somebody made up', () => {
  const CRAFTED = `
import io, sys, tarfile
tar = tarfile.open(fileobj=sys.stdout.buffer, mode='w|', format=tarfile.GNU_FORMAT)
def add(name, type=tarfile.REGTYPE, link='', text=b'x'):
    entry = tarfile.TarInfo(name); entry.type = type; entry.linkname = link
    if type == tarfile.REGTYPE: entry.size = len(text)
    tar.addfile(entry, io.BytesIO(text))
for name in ['../../climbs', '/absolute', 'C:/boot.ini', 'a/../../b', 'twice', 'twice', 'file', 'file/below', 'way/x', 'way', 'borgcube-notes.txt']: add(name)
add('out', tarfile.SYMTYPE, '/etc'); add('out/passwd')
add('device', tarfile.CHRTYPE); add('empty', tarfile.DIRTYPE)
add('many/' + 'n' * 200 + '/' + 'ü' * 100)
tar.close()`;

  it('writes no name that leads out of the folder, none twice and none through a link', async () => {
    const tar = join(root, 'crafted.tar');
    writeFileSync(tar, spawnSync('python3', ['-c', CRAFTED]).stdout);
    await borg('import-tar', '--', `${target.url}::crafted`, tar);
    const saved = await save('crafted.zip', { archive: 'crafted', format: 'zip', paths: [''] });
    const names = unzip(saved);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).not.toMatch(/^\/|^[A-Za-z]:|(^|\/)\.{1,2}(\/|$)/);
    expect(names).toEqual(
      expect.arrayContaining(['C%3A/boot.ini', 'twice', 'file', 'way/x', 'out', 'empty/']),
    );
    expect(names).not.toEqual(expect.arrayContaining(['out/passwd']));
    expect(names).toContain(`many/${'n'.repeat(200)}/${'ü'.repeat(100)}`);
    expect(names.at(-1)).toBe('borgcube-notes-2.txt');
    const notes = readFileSync(join(saved.folder, 'borgcube-notes-2.txt'), 'utf8');
    for (const told of [
      'twice\n    is in the archive once more',
      'file/below\n    is below',
      'out/passwd\n',
      'way\n',
      'device\n',
    ])
      expect(notes).toContain(told);
  });
});

describe.each(['tar', 'tar.zst', 'zip'] as const)('a reader of a %s', (format) => {
  const big = (idleMs?: number) => open({ archive: 'big', paths: [''], format, idleMs });

  it('who leaves in the middle takes Borg along', async () => {
    const content = await big();
    content.once('data', () => content.destroy());
    expect(await endOf(content)).toBeNull();
    await expectFree();
  });

  it('who leaves before anything came takes Borg along', async () => {
    const held = await plainBorg(root, '').hold(target.url); // Borg waits for it, and says nothing
    try {
      const leaving = new AbortController();
      const wanted = { archive: 'big', paths: [''], format, signal: leaving.signal };
      const refused = expect(open(wanted)).rejects.toThrow('ended before it began');
      await expect.poll(borgs, { timeout: 15_000 }).not.toEqual([]);
      leaving.abort();
      await refused;
      await expect.poll(borgs, { timeout: 15_000 }).toEqual([]);
    } finally {
      await held[Symbol.asyncDispose]();
    }
  });

  it('who falls asleep is left', async () => {
    const content = await big(300);
    content.once('data', () => content.pause());
    expect(await endOf(content)).toEqual(new Error('Nobody took anything for 300 ms.'));
    await expectFree();
  });

  it('is not told that it was all when Borg is killed', async () => {
    const content = await big();
    content.once('data', () => {
      for (const { pid } of borgs()) process.kill(pid, 'SIGKILL');
    });
    await expect(buffer(content)).rejects.toMatchObject({ failure: { kind: 'command-failed' } });
  });
});

it('what cannot begin says why', async () => {
  await expect(open({ archive: 'none' })).rejects.toMatchObject({ failure: { kind: 'archive-missing' } });
  await expect(open({ archive: 'none', format: 'zip' })).rejects.toMatchObject({
    failure: { kind: 'archive-missing' },
  });
  const without = { ...environment, path: join(root, 'bin') };
  mkdirSync(without.path);
  for (const program of ['borg', 'sh', 'env', 'python3', 'setpriv'])
    execFileSync('sh', ['-c', `ln -s "$(command -v ${program})" "${without.path}/"`]);
  const wanted: ExportWanted = { archive: 'tree', paths: [''], format: 'tar.zst' };
  await expect(exportArchive(without, target, wanted)).rejects.toThrow(/zstd/);
});

const borgs = () => findProcesses((argv) => argv.includes('export-tar') && argv.includes(root));

/** Null: it closed without an error. */
function endOf(content: Readable): Promise<Error | null> {
  return new Promise((resolve) => {
    content.once('error', resolve);
    content.once('close', () => resolve(null));
  });
}

async function expectFree(): Promise<void> {
  await expect.poll(borgs, { timeout: 15_000 }).toEqual([]);
  await expect.poll(() => readLock(target.url), { timeout: 15_000 }).toEqual([]);
}
