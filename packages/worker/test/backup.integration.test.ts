import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { listArchives } from '@borgcube/core/archive/list-archives';
import { getClient } from '@borgcube/core/client/list-clients';
import { readJobLog } from '@borgcube/core/job/read-job-log';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Arrow, drawnArrows } from './drawn-arrows.ts';
import { type MadeBackup, openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

describeDatabases('a backup', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-worker-'));
  let house: WorkerHouse;

  beforeAll(async () => {
    house = openWorkerHouse({ db: (await open()).db, folder });
    await house.startWorker();
  });
  afterAll(async () => {
    await house.stopWorkers();
    const steps = await stepsTaken(house);
    expect(steps.filter((step) => !drawnArrows().some((arrow) => isDeepStrictEqual(arrow, step)))).toEqual(
      [],
    );
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(house.reports).toEqual([]));

  const backUp = async ({ configId }: MadeBackup) => house.until(await house.run(configId));
  const recorded = async ({ repositoryId }: MadeBackup) =>
    (await listArchives(house.core, { repositoryId, limit: 10 })).items;
  const namesIn = ({ repositoryPath }: MadeBackup) =>
    plainBorg(folder, PASSPHRASE).archiveNames(repositoryPath);
  const setPaths = async ({ configId }: MadeBackup, paths: readonly string[]) => {
    const { data } = await house.core.db.backupConfig.findUniqueOrThrow({ where: { id: configId } });
    const changed = { ...(data as object), paths: [...paths] }; // stored as an object
    await house.core.db.backupConfig.update({ where: { id: configId }, data: { data: changed } });
  };

  it('goes through its five states to done, with its archive on record and all that follows from it', async () => {
    const made = await house.makeBackup();
    const job = await backUp(made);
    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    expect(job.transitions.map(({ state }) => state)).toEqual([
      'client_preparing',
      'client_prepared',
      'client_in_progress',
      'client_done',
      'client_cleanup',
      'done',
    ]);
    const [archive, ...others] = await recorded(made);
    expect(others).toEqual([]);
    expect(archive).toMatchObject({ id: job.archiveId, jobId: job.id, nfiles: 1, suspect: null });
    expect([archive?.name]).toEqual(namesIn(made));
    const client = await getClient(house.core, made.clientId);
    expect(client.newestGoodArchiveAt).toBe(archive?.timestamp);
    expect(archive?.name).toBe(`${client.hostname}-${String(job.id).padStart(5, '0')}`);
    const repository = await getRepository(house.core, made.repositoryId);
    expect(repository.deduplicatedSize).toBeGreaterThan(0);
    expect(repository.measuredAt).not.toBeNull();

    const log = await readJobLog(house.core, { id: job.id, limit: 100 });
    expect(log.lines).toContainEqual(
      expect.objectContaining({ level: 'file', message: `A ${made.source}/hello.txt` }),
    );
    expect(await readJobLog(house.core, { id: job.id, after: log.next, limit: 100 })).toEqual({
      lines: [],
      next: log.next,
    });
    expect(await house.core.db.repositoryClaim.count()).toBe(0);
  });

  it('fails when nothing but folders was there, and keeps the archive that it made on record as suspect', async () => {
    const made = await house.makeBackup();
    rmSync(join(made.source, 'hello.txt'));
    const job = await backUp(made);
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'nothing-backed-up' } });
    expect(await recorded(made)).toMatchObject([{ suspect: 'nothing backed up', name: namesIn(made)[0] }]);
    expect((await getClient(house.core, made.clientId)).newestGoodArchiveAt).toBeNull();
  });

  it('is done with nothing where the config says that it may be empty, and with links alone anywhere', async () => {
    const empty = await house.makeBackup({ mayBeEmpty: true });
    rmSync(join(empty.source, 'hello.txt'));
    expect(await backUp(empty)).toMatchObject({ state: 'done' });
    const links = await house.makeBackup();
    rmSync(join(links.source, 'hello.txt'));
    symlinkSync('nowhere', join(links.source, 'link'));
    expect(await backUp(links)).toMatchObject({ state: 'done' });
  });

  it('does not start Borg when all paths are missing, and names those that are when some are', async () => {
    const made = await house.makeBackup();
    const missing = join(folder, 'missing');
    await setPaths(made, [missing]);
    expect(await backUp(made)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'client-path-missing', paths: [missing] },
    });
    expect(namesIn(made)).toEqual([]);
    await setPaths(made, [made.source, missing]);
    const job = await backUp(made);
    expect(job).toMatchObject({ state: 'done', borgWarning: [expect.stringContaining(missing)] });
  });

  it('fails when a path was a mount point in the last good run and is none now', async () => {
    const made = await house.makeBackup();
    const lastGood = {
      jobId: 1,
      mountPoints: [made.source],
      originalSize: 1,
      nfiles: 1,
      duration: 1,
    };
    await house.core.db.backupConfig.update({ where: { id: made.configId }, data: { lastGood } });
    expect(await backUp(made)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'client-path-missing', path: made.source },
    });
  });

  it('marks an archive that shrank to less than half', async () => {
    const made = await house.makeBackup();
    for (let n = 0; n < 5; n += 1) writeFileSync(join(made.source, `file-${n}`), 'x'.repeat(1000));
    expect(await backUp(made)).toMatchObject({ state: 'done', borgWarning: null });
    for (let n = 0; n < 5; n += 1) rmSync(join(made.source, `file-${n}`));
    const job = await backUp(made);
    expect(job).toMatchObject({ state: 'done', borgWarning: [expect.stringMatching(/^shrunk/)] });
    expect(await recorded(made)).toMatchObject([
      { suspect: expect.stringMatching(/^shrunk/) },
      { suspect: null },
    ]);
  });

  it('writes nothing when another repository lies at the place', async () => {
    const made = await house.makeBackup();
    const borgId = 'f'.repeat(64);
    await house.core.db.repository.update({ where: { id: made.repositoryId }, data: { borgId } });
    expect(await backUp(made)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'repository-id-mismatch', expected: borgId },
    });
    expect(namesIn(made)).toEqual([]);
  });

  it('runs its commands, tells the outcome to the second, and fails with hook-failed when the first does', async () => {
    const told = join(folder, `told-${Math.random()}`);
    const after = `echo "$BORGCUBE_OUTCOME" >> ${told}; echo cleaned`;
    const good = await house.makeBackup({ beforeCommand: 'echo ready', afterCommand: after });
    const done = await backUp(good);
    expect(done).toMatchObject({ state: 'done' });
    const { lines } = await readJobLog(house.core, { id: done.id, limit: 100 });
    expect(lines.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['[before] ready', '[after] cleaned']),
    );
    const bad = await house.makeBackup({ beforeCommand: 'exit 3', afterCommand: after });
    expect(await backUp(bad)).toMatchObject({ state: 'failed', failureCause: { kind: 'hook-failed' } });
    expect(readFileSync(told, 'utf8')).toBe('done\nfailed\n');
  });

  it('takes the next name when an archive of another origin has its own', async () => {
    const made = await house.makeBackup();
    const { hostname } = await getClient(house.core, made.clientId);
    const nextId = (await house.core.db.job.findFirst({ orderBy: { id: 'desc' } }))?.id ?? 0;
    const name = `${hostname}-${String(nextId + 1).padStart(5, '0')}`;
    mkdirSync(join(folder, 'other'), { recursive: true });
    plainBorg(folder, PASSPHRASE).run(['create', `${made.repositoryPath}::${name}`, join(folder, 'other')]);
    const job = await backUp(made);
    expect(job).toMatchObject({ state: 'done' });
    expect(await recorded(made)).toMatchObject([{ name: `${name}.2`, jobId: job.id }]);
    expect(namesIn(made)).toEqual([name, `${name}.2`]);
  });
});

/** Every change of state that any job went through. */
async function stepsTaken({ core }: WorkerHouse): Promise<Arrow[]> {
  const jobs = await core.db.job.findMany({ include: { transitions: { orderBy: { id: 'asc' } } } });
  return jobs.flatMap(({ transitions }) =>
    transitions.map(({ state }, index) => ({
      from: transitions[index - 1]?.state ?? 'job_created',
      to: state,
    })),
  );
}
