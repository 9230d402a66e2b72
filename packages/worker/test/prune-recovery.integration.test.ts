import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listPlans } from '@borgcube/core/prune/plan-view';
import { runPruneConfig } from '@borgcube/core/prune-config/run-prune-config';
import { type ForkingBorg, forkingBorg } from '@borgcube/testing/borg/forking-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import type { TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pruneHouse } from './prune-house.ts';
import { openWorkerHouse, type WorkerHouse } from './worker-house.ts';

const RUN_WORKER = fileURLToPath(new URL('./run-worker.ts', import.meta.url));

describeDatabases('a prune whose server is killed', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-prune-kill-'));
  let database: TestDatabase;
  let house: WorkerHouse;
  let borg: ForkingBorg;
  let server: ChildProcess | null = null;

  beforeAll(async () => {
    database = await open();
    borg = forkingBorg(folder);
    house = openWorkerHouse({ db: database.db, folder });
  });
  afterAll(async () => {
    server?.kill('SIGKILL');
    await house.stopWorkers();
    await borg.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leaves records that agree with the repository, and goes on with the next run', async () => {
    const ground = pruneHouse(house, borg);
    const place = await ground.makeGround({ keepHourly: 6 });
    const names = await ground.makeArchives(
      place,
      Array.from({ length: 11 }, (_, index) => index + 1),
    );
    const killed = spawn(process.execPath, ['--import', 'tsx', RUN_WORKER, database.url, folder], {
      stdio: 'inherit',
    });
    server = killed;
    const ended = new Promise((resolve) => killed.once('exit', resolve));
    const { jobs } = await runPruneConfig(house.core, place.configId);
    const id = jobs[0] ?? 0;
    await house.until(id, ({ state }) => state === 'prune');
    while ((await house.core.db.jobProcess.count({ where: { jobId: id } })) === 0);
    killed.kill('SIGKILL');
    await ended;

    await house.startWorker();
    const job = await house.until(id);
    const [plan] = await listPlans(house.core, place.configId);
    expect([job.state, job.failureCause?.kind, plan?.state]).toEqual(
      job.state === 'done' ? ['done', undefined, 'executed'] : ['failed', 'worker-restart', 'abandoned'],
    );
    const left = await ground.namesIn(place);
    expect(left).toEqual(expect.arrayContaining(names.slice(0, 6)));
    expect((await ground.rowsOf(place)).map(({ name }) => name).sort()).toEqual(left);
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
    expect(await ground.namesIn(place)).toEqual(names.slice(0, 6).sort());
  });
});
