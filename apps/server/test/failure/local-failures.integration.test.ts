import { execFileSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository } from '@borgcube/domain/repository/repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('what can go wrong on this server', () => {
  let house: House;
  let source: string;
  let clientId: string;
  beforeAll(async () => {
    house = await startHouse();
    source = join(house.folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'file'), 'content\n'.repeat(1000));
    clientId = (await house.makeClient({ hostname: 'failing' })).id;
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
  });

  const configFor = async (repository: Repository, paths: string[], more: Record<string, unknown> = {}) =>
    (await house.makeConfig({ clientId, repositoryId: repository.id, paths, ...more })).id;

  /** Nothing stays behind: no claim, no lock, and the next backup of the repository works. */
  const expectUsable = async (repository: Repository) => {
    expect(existsSync(join(repository.url, 'lock.exclusive'))).toBe(false);
    const job = await house.backUp(await configFor(repository, [source]));
    expect(job).toMatchObject({ state: 'done', failureCause: null });
  };

  it('tells a passphrase that no longer opens the repository', async () => {
    const repository = await house.makeRepository();
    const config = await configFor(repository, [source]);
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    execFileSync('borg', ['key', 'change-passphrase', repository.url], {
      env: {
        PATH: process.env.PATH ?? '',
        BORG_BASE_DIR: join(house.folder, 'plain-borg'),
        BORG_PASSPHRASE: CANARY_PASSPHRASE,
        BORG_NEW_PASSPHRASE: 'another one',
      },
      stdio: 'ignore',
    });
    const job = await house.backUp(config);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-passphrase-wrong' } });
    expect(existsSync(join(repository.url, 'lock.exclusive'))).toBe(false);
    expect(() => borg.archiveNames(repository.url)).toThrow();
  });

  it('writes nothing into a repository with another id', async () => {
    const repository = await house.makeRepository();
    const config = await configFor(repository, [source]);
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    rmSync(repository.url, { recursive: true });
    borg.run(['init', '-e', 'repokey-blake2', repository.url]);
    const job = await house.backUp(config);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-id-mismatch' } });
    expect(borg.archiveNames(repository.url)).toEqual([]);
  });

  it('tells a repository that is gone', async () => {
    const repository = await house.makeRepository();
    const config = await configFor(repository, [source]);
    rmSync(repository.url, { recursive: true });
    const job = await house.backUp(config);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-does-not-exist' } });
    expect(existsSync(repository.url)).toBe(false);
  });

  it('fails before Borg starts when every path is missing, and warns when some are', async () => {
    const repository = await house.makeRepository();
    const gone = join(house.folder, 'no such folder');
    const all = await house.backUp(await configFor(repository, [gone]));
    expect(all).toMatchObject({ state: 'failed', failureCause: { kind: 'client-path-missing' } });
    const some = await house.backUp(await configFor(repository, [source, gone]));
    expect(some.state).toBe('done');
    expect(some.borgWarning?.join('\n')).toContain(gone);
    await expectUsable(repository);
  });

  it('fails a backup that holds no file, unless the config says that it may be empty', async () => {
    const repository = await house.makeRepository();
    const empty = join(house.folder, 'empty');
    mkdirSync(join(empty, 'folder'), { recursive: true });
    const refused = await house.backUp(await configFor(repository, [empty]));
    expect(refused).toMatchObject({ state: 'failed', failureCause: { kind: 'nothing-backed-up' } });
    const accepted = await house.backUp(await configFor(repository, [empty], { mayBeEmpty: true }));
    expect(accepted).toMatchObject({ state: 'done' });
    await expectUsable(repository);
  });

  it('fails when a path that was a mount point is none any more', async () => {
    const repository = await house.makeRepository();
    const mount = join(house.folder, 'mount');
    mkdirSync(mount);
    writeFileSync(join(mount, 'below the mount point'), 'x');
    execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', mount]);
    try {
      writeFileSync(join(mount, 'on the volume'), 'data');
      const config = await configFor(repository, [mount]);
      expect(await house.backUp(config)).toMatchObject({ state: 'done' });
      execFileSync('umount', [mount]);
      const job = await house.backUp(config);
      expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'client-path-missing' } });
    } finally {
      if (readFileSync('/proc/mounts', 'utf8').includes(mount)) execFileSync('umount', [mount]);
    }
    await expectUsable(repository);
  });

  it('stops before a full disk, and in the middle of one, and says which disk', async () => {
    const disk = join(house.folder, 'small disk');
    const large = join(house.folder, 'large');
    mkdirSync(disk);
    mkdirSync(large);
    writeFileSync(join(large, 'random'), randomFillSync(Buffer.alloc(48 * 1024 * 1024)));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', disk]);
    try {
      const repository = await house.makeRepository({ url: join(disk, 'repository') });
      const midway = await house.backUp(await configFor(repository, [large]));
      expect(midway).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-enospc' } });
      expect(existsSync(join(repository.url, 'lock.exclusive'))).toBe(false);

      writeFileSync(join(disk, 'filler'), Buffer.alloc(statfsSync(disk).bavail * 4096 - 400_000));
      const before = await house.backUp(await configFor(repository, [source]));
      expect(before).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-enospc' } });
      expect(before.transitions.map((step) => step.state)).not.toContain('client_in_progress');

      rmSync(join(disk, 'filler'));
      await expectUsable(repository);
    } finally {
      execFileSync('umount', ['-l', disk]);
    }
  });

  it('waits for a lock of someone else and then says so, without breaking it', async () => {
    const repository = await house.makeRepository();
    const config = await configFor(repository, [source]);
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    const lock = join(repository.url, 'lock.exclusive');
    mkdirSync(lock);
    writeFileSync(join(lock, 'someone@else.4711-0'), '');
    writeFileSync(
      join(repository.url, 'lock.roster'),
      JSON.stringify({ exclusive: [['someone@else', 4711, 0]] }),
    );
    const job = await house.backUp(config);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'repository-lock-timeout' } });
    expect(existsSync(lock)).toBe(true);
    borg.run(['break-lock', repository.url]);
    await expectUsable(repository);
  }, 120_000);

  it('names the signal when Borg is killed', async () => {
    const repository = await house.makeRepository();
    const fifo = join(house.folder, 'slow');
    mkdirSync(fifo);
    writeFileSync(join(fifo, 'a'), Buffer.alloc(64 * 1024 * 1024, 'a'));
    execFileSync('mkfifo', [join(fifo, 'pipe')]);
    const config = await configFor(repository, [fifo], { readSpecial: true });
    const job = await house.start(config);
    await house.untilJob(job.id, (seen) => seen.state === 'client_in_progress');
    const name = `failing-${String(job.id).padStart(5, '0')}`;
    const [borg] = await untilSome(() =>
      findProcesses((argv) => argv.includes(name) && argv.includes('create')),
    );
    process.kill(borg?.pid ?? 0, 'SIGKILL');
    const ended = await house.untilJob(job.id, (seen) => seen.state === 'failed');
    expect(ended.failureCause).toMatchObject({ kind: 'command-failed', signal: 'SIGKILL' });
    await expectUsable(repository);
  });
});

async function untilSome<Item>(find: () => Item[]): Promise<Item[]> {
  for (;;) {
    const found = find();
    if (found.length > 0) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
