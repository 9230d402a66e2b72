import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { acceptSuspect } from '@borgcube/core/archive/accept-suspect';
import { pinArchives } from '@borgcube/core/archive/pin-archives';
import { updateClient } from '@borgcube/core/client/update-client';
import { readJobLog } from '@borgcube/core/job/read-job-log';
import { retryJob } from '@borgcube/core/job/retry-job';
import { confirmPlan } from '@borgcube/core/prune/confirm-plan';
import { listPlans } from '@borgcube/core/prune/plan-view';
import { previewPrune } from '@borgcube/core/prune/preview-prune';
import { runPruneConfig } from '@borgcube/core/prune-config/run-prune-config';
import { updatePruneConfig } from '@borgcube/core/prune-config/save-prune-config';
import { updatePolicy } from '@borgcube/core/retention-policy/save-policy';
import { storeFigures } from '@borgcube/db/repository-store';
import type { JobDetail } from '@borgcube/domain/job/job';
import { type ForkingBorg, forkingBorg } from '@borgcube/testing/borg/forking-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { pruneHouse } from './prune-house.ts';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

const hours = (count: number, step = 1, first = 1) =>
  Array.from({ length: count }, (_, index) => first + index * step);

describeDatabases('prune', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-prune-'));
  let house: WorkerHouse;
  let borg: ForkingBorg;
  let ground: ReturnType<typeof pruneHouse>;

  beforeAll(async () => {
    borg = forkingBorg(folder);
    house = openWorkerHouse({ db: (await open()).db, folder });
    await house.startWorker();
    ground = pruneHouse(house, borg);
  });
  afterAll(async () => {
    await house.stopWorkers();
    await borg.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(house.reports).toEqual([]));

  const statesOf = (job: JobDetail) => job.transitions.map(({ state }) => state);
  const linesOf = async (job: JobDetail) =>
    (await readJobLog(house.core, { id: job.id, limit: 5000 })).lines.map(({ message }) => message);
  const confirmed = async (planId: unknown) =>
    house.until((await confirmPlan(house.core, String(planId))).jobs[0] ?? 0);
  const refused = (sentence: unknown) => ({
    state: 'failed',
    failureCause: { kind: 'plan-refused', planId: expect.any(String), reasons: [sentence] },
  });

  it('deletes exactly its plan while backups go on, compacts, and leaves other hosts alone', async () => {
    const place = await ground.makeGround({ keepHourly: 6 });
    const names = await ground.makeArchives(place, hours(9));
    await ground.borg('create', `${place.made.repositoryPath}::stranger-1`, place.made.source);
    writeFileSync(join(place.made.source, 'more'), 'more');
    const backups = [await house.run(place.made.configId)];
    const {
      jobs: [pruneId = 0],
    } = await runPruneConfig(house.core, place.configId);
    const again = await runPruneConfig(house.core, place.configId);
    expect(again).toEqual({ jobs: [pruneId], alreadyQueued: [pruneId] });
    await house.until(backups[0] ?? 0);
    backups.push(await house.run(place.made.configId));
    const job = await house.until(pruneId);
    expect(job).toMatchObject({ state: 'done', failureCause: null });
    expect(statesOf(job)).toEqual(['discovering', 'prune', 'done']);
    const made = await Promise.all(backups.map((id) => house.until(id)));
    expect(made.map(({ state }) => state)).toEqual(['done', 'done']);

    const kept = await ground.namesIn(place);
    expect(kept).toHaveLength(6 + 1 + 2);
    expect(kept).toEqual(expect.arrayContaining(['stranger-1', ...names.slice(0, 6)]));
    const rows = await ground.rowsOf(place);
    expect(rows.map(({ name }) => name).sort()).toEqual(kept);
    const [plan] = await listPlans(house.core, place.configId);
    expect(plan).toMatchObject({ state: 'executed', jobId: pruneId, deleted: 3, reasons: [] });
  });

  it('runs every night over backups of every three hours', async () => {
    const place = await ground.makeGround({ keepDaily: 7 });
    const night = (day: number) => hours(8, 3, (3 - day) * 24 + 1);
    for (const day of [0, 1, 2]) {
      await ground.makeArchives(place, night(day));
      const job = await ground.prune(place);
      expect(job, `night ${day}: ${JSON.stringify(job.failureCause)}`).toMatchObject({ state: 'done' });
    }
    expect((await ground.namesIn(place)).length).toBeLessThanOrEqual(7);
  });

  it('gives the room back when asked, and waits for nobody', async () => {
    const place = await ground.makeGround({ keepHourly: 3 });
    await ground.makeArchives(place, hours(4));
    await updatePruneConfig(house.core, { id: place.configId, compact: true });
    const job = await ground.prune(place);
    expect(statesOf(job)).toEqual(['discovering', 'prune', 'compact', 'done']);
    expect(job.progress?.message).toMatch(/^1 archive deleted\. Compaction freed about /);
    const idle = await ground.prune(place);
    expect(statesOf(idle)).toEqual(['discovering', 'prune', 'done']);
  });

  describe('the breaker', () => {
    it('stops a plan that leaves a group empty', async () => {
      const place = await ground.makeGround({ keepWithin: '1d' });
      await ground.makeArchives(place, [48, 72]);
      const job = await ground.prune(place);
      expect(job.failureCause?.reasons).toContainEqual(
        expect.stringMatching(/would delete all of its 2 archives/),
      );
      expect(await ground.namesIn(place)).toHaveLength(2);
    });

    it('stops a plan that deletes the newest good archive', async () => {
      const place = await ground.makeGround({ keepWithin: '1d', keepSecondly: 0 });
      const [newest] = await ground.makeArchives(place, [48, 72, 96]);
      await confirmedNothing(place);
      const rows = await ground.rowsOf(place);
      const older = rows.filter(({ name }) => name !== newest).map(({ id }) => id);
      await pinArchives(house.core, { ids: older, pinned: true });
      const job = await ground.prune(place);
      expect(job).toMatchObject(refused(expect.stringContaining(`the newest good archive, ${newest}.`)));
      expect(await ground.namesIn(place)).toHaveLength(3);
    });

    it('stops a plan that deletes a quarter of what the last one kept, and more than half after a change', async () => {
      const place = await ground.makeGround({ keepHourly: 12 });
      await ground.makeArchives(place, hours(12));
      expect(await ground.prune(place)).toMatchObject({ state: 'done' });
      await updatePolicy(house.core, { id: place.policyId, keepHourly: 8 });
      const quarter = await ground.prune(place);
      expect(quarter).toMatchObject(
        refused(expect.stringContaining('4 of the 12 archives that the last plan kept')),
      );
      await updatePolicy(house.core, { id: place.policyId, keepHourly: 5 });
      const half = await ground.prune(place);
      expect(half.failureCause?.reasons).toEqual([
        expect.stringContaining('7 of the 12 archives'),
        expect.stringContaining('The policy or the pattern was changed. It would delete 7 of 12 archives'),
      ]);
      expect(await ground.namesIn(place)).toHaveLength(12);
    });

    it('lets exactly a confirmed plan go, once', async () => {
      const place = await ground.makeGround({ keepHourly: 6 });
      const names = await ground.makeArchives(place, hours(6));
      expect(await ground.prune(place)).toMatchObject({ state: 'done' });
      await updatePolicy(house.core, { id: place.policyId, keepHourly: 2 });
      const first = await ground.prune(place);
      expect(first.failureCause?.reasons).toContainEqual(
        expect.stringContaining('It would delete 4 of 6 archives'),
      );
      const firstPlan = String(first.failureCause?.planId);
      await ground.makeArchives(place, [0.01]);

      const other = await confirmed(firstPlan);
      expect(other.failureCause?.reasons).toContainEqual(
        expect.stringContaining('It would delete 5 of 7 archives'),
      );
      expect(other.failureCause?.planId).not.toBe(firstPlan);
      await expect(confirmPlan(house.core, firstPlan)).rejects.toMatchObject({ kind: 'state-conflict' });
      expect(await ground.namesIn(place)).toHaveLength(7);

      const done = await confirmed(other.failureCause?.planId);
      expect(done).toMatchObject({ state: 'done' });
      expect(await ground.namesIn(place)).toHaveLength(2);
      expect(await ground.namesIn(place)).toContain(names[0]);
      const retried = await house.until((await retryJob(house.core, other.id)).id);
      expect(retried).toMatchObject({ state: 'done', retryOf: other.id });
    });

    /** Its archives come on record, and nothing goes. */
    const confirmedNothing = async (place: Awaited<ReturnType<typeof ground.makeGround>>) =>
      expect(await ground.prune(place)).toMatchObject({ state: 'failed' });
  });

  it('leaves pinned archives, stale groups and suspects alone, and says why', async () => {
    const place = await ground.makeGround({ keepHourly: 6 });
    const names = await ground.makeArchives(place, hours(8, 1, 30));
    await updateClient(house.core, { id: place.made.clientId, objective: 26 * 3_600_000 });
    const stale = await ground.prune(place);
    expect(stale).toMatchObject({ state: 'done' });
    expect(await linesOf(stale)).toContainEqual('0 of 8 archives eligible, because every group is held.');
    expect(await linesOf(stale)).toContainEqual(expect.stringContaining('over the objective of 26 hours'));
    expect(await ground.namesIn(place)).toHaveLength(8);

    await updateClient(house.core, { id: place.made.clientId, objective: 366 * 86_400_000 });
    const rows = await ground.rowsOf(place);
    const idOf = (name: string | undefined) => rows.find((row) => row.name === name)?.id ?? '';
    await pinArchives(house.core, { ids: [idOf(names[7])], pinned: true });
    await house.core.db.archive.update({ where: { id: idOf(names[2]) }, data: { suspect: 'shrunk' } });
    const preview = await previewPrune(house.core, { id: place.configId }, 'UTC');
    expect(preview.map(({ archiveName }) => archiveName)).toEqual(names);
    expect(preview.map(({ keep }) => keep)).toEqual(Array(8).fill(true));
    expect(preview.slice(5).map(({ rule }) => rule)).toEqual(['hourly #6', 'held', 'pinned']);
    const suspect = await ground.prune(place);
    expect(await linesOf(suspect)).toContainEqual(expect.stringContaining(`${names[2]} is suspect (shrunk)`));
    expect(await ground.namesIn(place)).toHaveLength(8);

    await acceptSuspect(house.core, idOf(names[2]));
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
    expect(await ground.namesIn(place)).toEqual(names.filter((_, index) => index !== 6).sort());
    await expect(acceptSuspect(house.core, idOf(names[2]))).rejects.toMatchObject({ kind: 'state-conflict' });
  });

  it('takes unfinished archives that are older than the newest complete one', async () => {
    const place = await ground.makeGround({ keepHourly: -1 });
    await ground.makeArchives(place, hours(3));
    const leave = (name: string, ago: number) =>
      ground.borg(
        'create',
        '--timestamp',
        new Date(Date.now() - ago * 3_600_000).toISOString().slice(0, 19),
        `${place.made.repositoryPath}::${place.hostname}-${name}`,
        place.made.source,
      );
    await leave('99990.checkpoint', 2);
    await leave('99991.checkpoint.1', 0);
    await leave('99992.partial', 5);
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
    const left = await ground.namesIn(place);
    expect(left.filter((name) => name.includes('9999'))).toEqual([`${place.hostname}-99991.checkpoint.1`]);
    expect(left).toHaveLength(4);
  });

  it('deletes nothing of a repository from which someone else deleted', async () => {
    const place = await ground.makeGround({ keepHourly: 3 });
    const names = await ground.makeArchives(place, hours(4));
    await ground.prune({ ...place });
    await ground.makeArchives(place, [0.5, 0.6]);
    await ground.borg('delete', `${place.made.repositoryPath}::${names[0]}`);
    expect(await ground.prune(place)).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'repository-tampered', archives: [names[0]] },
    });
    expect(await ground.namesIn(place)).toHaveLength(4);
  });

  it('waits while a check is red, and keeps no backup waiting', async () => {
    const place = await ground.makeGround({ keepHourly: 3 });
    await ground.makeArchives(place, hours(4));
    const { repositoryId } = place.made;
    const red = await house.until(await house.run(place.made.configId));
    await house.core.db.$transaction((tx) => storeFigures(tx, repositoryId, { damagedJobId: red.id }));
    const {
      jobs: [id = 0],
    } = await runPruneConfig(house.core, place.configId);
    const backup = await house.until(await house.run(place.made.configId));
    expect(backup).toMatchObject({ state: 'done', waitsFor: [] });
    const waiting = await house.until(id, ({ state }) => state === 'job_created');
    expect(waiting.hold).toMatchObject({ jobId: red.id, sentence: expect.stringContaining('found damage') });
    expect(waiting.waitingBehind).toEqual([]);
    await house.core.db.$transaction((tx) => storeFigures(tx, repositoryId, { damagedJobId: null }));
    expect(await house.until(id)).toMatchObject({ state: 'done', hold: null });
  });
});
