import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { bytePath, makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TarTap, tapTar } from './tap-tar.ts';
import { withOwner } from './tar-owner.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-tar-'));
const source = join(root, 'source');
beforeAll(() => {
  makeHostileTree(source);
  const long = join(source, 'long '.repeat(30), 'and longer '.repeat(20));
  mkdirSync(long, { recursive: true });
  writeFileSync(join(long, 'x'), 'deep down');
  writeFileSync(join(source, 'only a hole'), '');
  truncateSync(join(source, 'only a hole'), 3_000_000);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const hashes = (folder: string | Buffer, shown = '.'): Map<string, string> => {
  const found = new Map<string, string>();
  for (const name of readdirSync(folder as string, { encoding: 'buffer' })) {
    const path = bytePath(folder, name);
    const at = `${shown}/${name.toString('latin1')}`;
    const stat = lstatSync(path);
    if (stat.isDirectory()) for (const [key, value] of hashes(path, at)) found.set(key, value);
    if (stat.isFile()) found.set(at, createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
  return found;
};

async function send(options: readonly string[], tap: Partial<TarTap> = {}, pieces = 65_536) {
  const packed = execFileSync('tar', [...options, '-cf', '-', '-C', source, '.'], { maxBuffer: 1e9 });
  const into = mkdtempSync(join(root, 'into-'));
  const tar = spawn('tar', ['-xpf', '-', '--xattrs', '--xattrs-include=*', '--acls', '-C', into]);
  const ended = new Promise((resolve) => tar.once('close', resolve));
  const seen = new Map<string, string | null>();
  const parts = (async function* () {
    for (let at = 0; at < packed.length; at += pieces) yield packed.subarray(at, at + pieces);
  })();
  const passed = tapTar(parts, {
    ...tap,
    onMember: async ({ header, sha256 }) => {
      const name = header.name.toString('latin1').replace(/\/$/, '');
      if (header.type === '1') seen.set(name, seen.get(header.link.toString('latin1')) ?? null);
      else if (sha256 !== null) seen.set(name, sha256);
    },
  });
  Readable.from(passed).pipe(tar.stdin);
  expect(await ended).toBe(0);
  return { into, seen };
}

const FULL = ['--format=posix', '--sparse', '--xattrs', '--xattrs-include=*', '--acls'];

describe('what is sent by tar', () => {
  it.each([
    ['as GNU', ['--format=gnu']],
    ['as POSIX with all that there is', FULL],
  ])('%s arrives as it was, and its hashes are those of the files', async (_, options) => {
    const { into, seen } = await send(options, {}, 777);
    expect(seen).toEqual(hashes(into));
    expect(seen).toEqual(hashes(source));
    if (options === FULL) expect(describeTree(into)).toEqual(describeTree(source));
  });

  it('gets the owner and the mode that it is told, and keeps all else', async () => {
    const owner = {
      uid: 4_000_000,
      gid: 12,
      user: 'nobody-of-that-name-exists-anywhere-ü',
      group: '',
      mode: 0o6711,
    };
    const { into } = await send(FULL, {
      rewrite: async (_, blocks, records) => withOwner(blocks, records, owner),
    });
    const stat = lstatSync(join(into, 'binary.bin'));
    expect([stat.uid, stat.gid, stat.mode & 0o7777]).toEqual([4_000_000, 12, 0o6711]);
    const plain = (folder: string) =>
      describeTree(folder)
        .filter((line) => line.includes('sha256'))
        .map((line) => line.replace(/mode=.* size/, 'size'));
    expect(plain(into)).toEqual(plain(source));
    const attributes = execFileSync('getfattr', ['-d', join(into, 'plain.txt')]).toString();
    expect(attributes).toContain('hostile tree');
  });

  it('is refused where it is no tar, or not whole', async () => {
    const tap = { onMember: async () => {} };
    const through = async (stream: Buffer) => {
      for await (const _ of tapTar(Readable.from([stream]), tap));
    };
    await expect(through(Buffer.alloc(1024, 'no tar'))).rejects.toThrow('no tar stream');
    const whole = execFileSync('tar', ['-cf', '-', '-C', source, 'binary.bin']);
    await expect(through(whole)).resolves.toBeUndefined();
    for (const length of [100, 512, 5000, 512 + 70_000]) {
      await expect(through(whole.subarray(0, length))).rejects.toThrow('ended');
    }
  });
});
