import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { flipBytes, loseFile, segmentFiles, segmentNumber } from '@borgcube/testing/damage/damage-repository';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BorgLine } from '../log/borg-line.ts';
import { borgHostId } from '../process/host-id.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import type { BorgEnvironment } from './borg-environment.ts';
import { checkRepository } from './check-repository.ts';
import { compactRepository, parseFreed } from './compact-repository.ts';
import { chunksOf, deleteArchives } from './delete-archives.ts';
import { initRepository } from './init-repository.ts';
import { listArchives } from './list-archives.ts';
import { renameArchive } from './rename-archive.ts';
import type { RepositoryTarget } from './repository-target.ts';
import { runBorg } from './run-borg.ts';

const root = mkdtempSync(join(tmpdir(), 'borgcube-'));
const environment: BorgEnvironment = {
  borg: 'borg',
  ssh: 'ssh',
  baseDir: join(root, 'borg'),
  hostId: borgHostId(),
};
const target: RepositoryTarget = {
  folder: 'r1',
  url: join(root, 'repository'),
  passphrase: new SecretText('c4n4ry'),
  remoteBorg: 'borg',
  ssh: null,
};
const run = { environment, target };
const names = async () => (await listArchives(environment, target)).map(({ name }) => name);
const source = join(root, 'source');

async function backUp(name: string): Promise<void> {
  writeFileSync(join(source, 'data'), randomBytes(600_000));
  await runBorg({ environment, target, args: ['create', '--', `${target.url}::${name}`, source] });
}

beforeAll(async () => {
  mkdirSync(source);
  await initRepository(environment, target, 'repokey-blake2');
  for (const name of ['a', 'b', '-c', 'd e']) await backUp(name);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a check', () => {
  const mended: (() => void)[] = [];
  afterEach(() => {
    for (const mend of mended.splice(0)) mend();
  });
  const [repository, archives] = [{ part: 'repository' }, { part: 'archives', verifyData: false }] as const;

  it('finds nothing wrong, tells its phases and its process, and which archives it saw', async () => {
    const lines: BorgLine[] = [];
    const processes: ProcessIdentity[] = [];
    const events = {
      onLine: (line: BorgLine) => void lines.push(line),
      onProcess: async (process: ProcessIdentity) => void processes.push(process),
    };
    const sound = { outcome: 'done', cause: null, damage: null } as const;
    expect(await checkRepository({ ...run, events }, repository)).toMatchObject(sound);
    expect(await checkRepository({ ...run, events }, { part: 'archives', verifyData: true })).toMatchObject({
      ...sound,
      analyzed: ['a', 'b', '-c', 'd e'],
    });
    const only = { ...archives, only: { archive: '-c' } } as const;
    expect(await checkRepository(run, only)).toMatchObject({ ...sound, analyzed: ['-c'] });
    const last = { ...archives, only: { last: 2 } } as const;
    expect(await checkRepository(run, last)).toMatchObject({ ...sound, analyzed: ['-c', 'd e'] });
    expect(processes).toHaveLength(2);
    const phases = new Set(lines.flatMap((line) => (line.type === 'phase' ? [line.phase.msgid] : [])));
    expect(phases).toEqual(new Set(['repository.check', 'check.verify_data', 'check.rebuild_refcounts']));
  });

  it('may be cut short with the repository part alone', async () => {
    const result = await checkRepository(run, { ...repository, maxDuration: 60_000 });
    expect(result).toMatchObject({ outcome: 'done', damage: null });
  });

  it('names the segment and the chunks whose bytes turned over', async () => {
    const [segment = ''] = segmentFiles(target.url);
    mended.push(flipBytes(segment));
    const found = await checkRepository(run, repository);
    expect(found).toMatchObject({ outcome: 'failed', cause: { kind: 'repository-damaged' } });
    expect(found.damage?.segments).toContain(segmentNumber(segment));
    const verified = await checkRepository(run, { part: 'archives', verifyData: true });
    expect(verified).toMatchObject({ outcome: 'failed', cause: { kind: 'repository-damaged' } });
    expect(verified.damage?.chunks).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}$/));
  });

  it('names a segment that is gone, though Borg loses its way over it', async () => {
    const [segment = ''] = segmentFiles(target.url);
    mended.push(loseFile(segment));
    const found = await checkRepository(run, repository);
    expect(found).toMatchObject({
      cause: { kind: 'repository-damaged', segments: [segmentNumber(segment)] },
    });
    const verified = await checkRepository(run, { part: 'archives', verifyData: true });
    expect(verified).toMatchObject({ outcome: 'failed', cause: { kind: 'repository-damaged' } });
  });

  it('fails for what it is where the repository is not there', async () => {
    const nowhere = { ...run, target: { ...target, url: join(root, 'nowhere') } };
    expect(await checkRepository(nowhere, repository)).toMatchObject({
      outcome: 'failed',
      cause: { kind: 'repository-does-not-exist' },
      damage: null,
    });
  });

  it('that is told to stop is cancelled', async () => {
    const signal = AbortSignal.abort();
    expect(await checkRepository({ ...run, signal }, repository)).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('renaming, deleting and compacting', () => {
  it('gives an archive another name and fingerprint, and leaves everything alone where that is taken', async () => {
    const [a, b] = await listArchives(environment, target);
    expect(await renameArchive(run, { from: 'b', to: '-b b' })).toMatchObject({ outcome: 'done' });
    const [same, renamed] = await listArchives(environment, target);
    expect([same, renamed]).toEqual([a, { ...b, name: '-b b', id: renamed?.id }]);
    expect(renamed?.id).not.toBe(b?.id);
    expect(await renameArchive(run, { from: '-b b', to: 'a' })).toMatchObject({
      outcome: 'failed',
      cause: { kind: 'command-failed', message: expect.stringContaining('already exists') },
    });
    expect(await renameArchive(run, { from: 'b', to: 'c' })).toMatchObject({
      outcome: 'failed',
      cause: { kind: 'archive-missing' },
    });
    expect(await renameArchive(run, { from: '-b b', to: 'b' })).toMatchObject({ outcome: 'done' });
    expect(await names()).toEqual(['a', 'b', '-c', 'd e']);
  });

  it('deletes exactly the named archives, says which were missing, and gives back their room', async () => {
    const result = await deleteArchives(run, ['-c', 'nope', 'd e']);
    expect(result).toMatchObject({ outcome: 'done', missing: ['nope'] });
    expect(await names()).toEqual(['a', 'b']);
    const compacted = await compactRepository(run);
    expect(compacted).toMatchObject({ outcome: 'done', cause: null });
    expect(compacted.freed).toBeGreaterThan(1_000_000);
    expect(compacted.freed).toBeLessThan(2_000_000);
  });

  it('never calls Borg without a name, which would delete the repository', async () => {
    const processes: ProcessIdentity[] = [];
    const events = { onProcess: async (process: ProcessIdentity) => void processes.push(process) };
    await deleteArchives({ ...run, events }, []);
    expect(processes).toEqual([]);
    await expect(deleteArchives(run, ['a', ''])).rejects.toThrow(RangeError);
    expect(await names()).toEqual(['a', 'b']);
    const many = Array.from({ length: 1201 }, (_, n) => `h-${n}`);
    expect(chunksOf(many).map(({ length }) => length)).toEqual([500, 500, 201]);
    expect(chunksOf(many).flat()).toEqual(many);
  });

  it.each([
    ['compaction freed about 5.09 MB repository space.', 5_090_000],
    ['Remote: compaction freed about 17 B repository space.', 17],
    ['compaction freed about -1.20 kB repository space.', 0],
    ['compaction done', null],
  ])('reads %s', (text, bytes) => expect(parseFreed(text)).toBe(bytes));
});
