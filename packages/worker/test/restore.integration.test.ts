import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { readReceipt } from '@borgcube/core/job/read-receipt';
import { retryJob } from '@borgcube/core/job/retry-job';
import { previewRestore } from '@borgcube/core/restore/preview-restore';
import { restoreArchive } from '@borgcube/core/restore/restore-archive';
import { RestoreInput, RestorePreviewInput } from '@borgcube/domain/restore/restore';
import { ReceiptInput } from '@borgcube/domain/restore/restore-receipt';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

describeDatabases('a restore to this server', (database) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-restore-'));
  let house: WorkerHouse;
  let archive: string;
  let source: string;
  let number = 0;

  beforeAll(async () => {
    house = openWorkerHouse({ db: (await database()).db, folder });
    const made = await house.makeBackup();
    source = made.source;
    makeHostileTree(join(source, 'tree'));
    await house.startWorker();
    archive = (await house.until(await house.run(made.configId))).archiveId ?? '';
    await house.stopWorkers();
  }, 60_000);
  afterEach(() => house.stopWorkers());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const newPlace = () => join(folder, `place${++number}`);
  const start = (path: string, change: Record<string, unknown> = {}) =>
    restoreArchive(
      house.core,
      RestoreInput.parse({
        id: archive,
        paths: [source.slice(1)],
        target: { clientId: null, path },
        ...change,
      }),
    );
  const linesOf = async (id: number, change: Record<string, unknown> = {}) =>
    (await readReceipt(house.core, ReceiptInput.parse({ id, limit: 200, ...change }))).items;
  const leftovers = () => {
    const at = (name: string) => join(house.environment.baseDir, name);
    return ['tmp', 'restores'].flatMap((name) => (existsSync(at(name)) ? readdirSync(at(name)) : []));
  };

  it('is done when all was written and read back, and carries a receipt', async () => {
    await house.startWorker();
    const path = newPlace();
    const job = await house.until((await start(path)).id);
    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    expect(job.transitions.map(({ state }) => state)).toEqual([
      'planning',
      'checking_target',
      'restoring',
      'reading_back',
      'done',
    ]);
    expect(describeTree(join(path, source))).toEqual(describeTree(source));
    const none = { files: 0, folders: 0, links: 0, others: 0, bytes: 0 };
    expect(job.receipt).toMatchObject({
      archiveId: archive,
      target: { clientId: null, hostname: null, path },
      channel: 'borg',
      lost: [],
      timePrecision: 'microsecond',
      written: job.receipt?.selected,
      skipped: none,
      failed: none,
      different: none,
      unlisted: 0,
    });
    expect(job.progress?.message).toMatch(/^21 files restored and read back/);
    const lines = await linesOf(job.id);
    const { files = 0, folders = 0, links = 0 } = job.receipt?.written ?? {};
    expect(lines).toHaveLength(files + folders + links);
    expect(lines.find(({ path: one }) => one.endsWith('hello.txt'))).toMatchObject({
      outcome: 'written',
      reason: null,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(leftovers()).toEqual([]);
  });

  it('shows beforehand what is there, writes nothing if it is to refuse, and can be run again', async () => {
    await house.startWorker();
    const path = newPlace();
    const there = join(path, source, 'hello.txt');
    mkdirSync(join(path, source), { recursive: true });
    writeFileSync(there, 'mine');
    const preview = await previewRestore(
      house.core,
      RestorePreviewInput.parse({ id: archive, paths: [source.slice(1)], target: { clientId: null, path } }),
    );
    expect(preview).toMatchObject({
      channel: 'borg',
      problem: null,
      selection: { files: 21 },
      target: { exists: true, isEmpty: false, hasRoom: true },
      existingTotal: 1,
      existing: [{ path: `${source.slice(1)}/hello.txt`, standing: 'newer', sizeThere: 4 }],
      standings: { newer: 1 },
    });
    const job = await house.until((await start(path)).id);
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'target-conflict', paths: [`${source.slice(1)}/hello.txt`] },
      receipt: { channel: 'borg', written: { files: 0 }, failed: { files: 21 } },
    });
    expect(readdirSync(join(path, source))).toEqual(['hello.txt']);
    expect(await linesOf(job.id, { outcome: 'failed', limit: 3 })).toHaveLength(3);
    rmSync(there);
    const again = await house.until((await retryJob(house.core, job.id)).id);
    expect(again).toMatchObject({ state: 'done', retryOf: job.id, receipt: { written: { files: 21 } } });
    expect(readFileSync(there, 'utf8')).toContain('hello');
  });

  it('names a path that is not in the archive, before and in the job', async () => {
    await house.startWorker();
    const target = { clientId: null, path: newPlace() };
    const preview = previewRestore(
      house.core,
      RestorePreviewInput.parse({ id: archive, paths: ['nope'], target }),
    );
    await expect(preview).rejects.toMatchObject({
      fieldErrors: { paths: ['The archive does not hold nope.'] },
    });
    const job = await house.until((await start(target.path, { paths: ['nope'] })).id);
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'archive-missing', path: 'nope' },
      receipt: { selected: null, channel: null },
    });
    expect(existsSync(target.path)).toBe(false);
  });

  it('leaves nothing when it is cancelled', async () => {
    await house.startWorker();
    const path = newPlace();
    const { id } = await start(path);
    await house.until(id, ({ state }) => state === 'restoring' || state === 'reading_back');
    await cancelJob(house.core, id);
    const job = await house.until(id);
    expect(job).toMatchObject({
      state: 'cancelled',
      receipt: { written: { files: 0 }, failed: { files: 21 } },
    });
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(folder).filter((name) => name.startsWith('.borgcube'))).toEqual([]);
    expect(leftovers()).toEqual([]);
  });

  /** An archive of its own, and Borg as a person has it who changes the repository while the restore waits. */
  async function waiting() {
    await house.startWorker();
    const { configId, repositoryPath, source: from } = await house.makeBackup();
    const { archiveId } = await house.until(await house.run(configId));
    await house.stopWorkers();
    const path = newPlace();
    const { id } = await start(path, { id: archiveId, paths: [''] });
    const person = plainBorg(folder, PASSPHRASE);
    const [name = ''] = person.archiveNames(repositoryPath);
    return { id, path, person, from, at: `${repositoryPath}::${name}`, name };
  }

  it('never restores another archive that was made under the name of the chosen one', async () => {
    const { id, path, person, from, at, name } = await waiting();
    person.run(['delete', at]);
    person.run(['create', at, from]);
    await house.startWorker();
    expect(await house.until(id)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'archive-missing', archives: [name] },
      receipt: { selected: null, written: { files: 0 } },
    });
    expect(existsSync(path)).toBe(false);
  });

  it('finds the chosen archive under the name that it got meanwhile', async () => {
    const { id, path, person, from, at } = await waiting();
    person.run(['rename', at, 'called-otherwise']);
    person.run(['create', at, dirname(from)]);
    await house.startWorker();
    expect(await house.until(id)).toMatchObject({ state: 'done', receipt: { written: { files: 1 } } });
    expect(describeTree(join(path, from))).toEqual(describeTree(from));
  });
});
