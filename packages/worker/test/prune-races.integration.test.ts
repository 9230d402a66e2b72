import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pinArchives } from '@borgcube/core/archive/pin-archives';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { listJobs } from '@borgcube/core/job/list-jobs';
import { confirmPlan } from '@borgcube/core/prune/confirm-plan';
import { listPlans } from '@borgcube/core/prune/plan-view';
import { runPruneConfig } from '@borgcube/core/prune-config/run-prune-config';
import { updatePruneConfig } from '@borgcube/core/prune-config/save-prune-config';
import { runOnRepository } from '@borgcube/core/repository/run-on-repository';
import { updatePolicy } from '@borgcube/core/retention-policy/save-policy';
import type { JobDetail } from '@borgcube/domain/job/job';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { type ForkingBorg, forkingBorg } from '@borgcube/testing/borg/forking-borg';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { pruneHouse } from './prune-house.ts';
import { openWorkerHouse, PASSPHRASE, type WorkerHouse } from './worker-house.ts';

const hours = (count: number, step = 1, first = 1) =>
  Array.from({ length: count }, (_, index) => first + index * step);

describeDatabases('what happens while a prune is planned and runs', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'borgcube-prune-race-'));
  let house: WorkerHouse;
  let borg: ForkingBorg;
  let ground: ReturnType<typeof pruneHouse>;
  /** What somebody does with Borg once the next plan is made. */
  let behindOurBack: string[] = [];
  /** Begins as soon as the next prune is on record in that state: before Borg, which takes longer, can be through. */
  let meanwhile: { readonly state: string; readonly act: () => Promise<void> } | null = null;

  beforeAll(async () => {
    borg = forkingBorg(folder);
    const vandal = definePlugin({
      name: 'vandal',
      hooks: {
        jobPostStateUpdate: ({ currentState, afterCommit }) => {
          if (currentState === 'prune' && behindOurBack.length > 0)
            plainBorg(folder, PASSPHRASE).run(behindOurBack.splice(0));
          if (currentState !== meanwhile?.state) return;
          afterCommit(meanwhile.act);
          meanwhile = null;
        },
      },
    });
    house = openWorkerHouse({ db: (await open()).db, folder, plugins: [vandal] });
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
  const confirmed = async (planId: unknown) =>
    house.until((await confirmPlan(house.core, String(planId))).jobs[0] ?? 0);
  const refused = (sentence: unknown) => ({
    state: 'failed',
    failureCause: { kind: 'plan-refused', planId: expect.any(String), reasons: [sentence] },
  });

  it('lets nobody pin what it is deleting', async () => {
    const place = await ground.makeGround({ keepHourly: 8 });
    await ground.makeArchives(place, hours(9));
    await house.until((await runOnRepository(house.core, 'sync', place.made.repositoryId)).id);
    const rows = await ground.rowsOf(place);
    const pin = (row: (typeof rows)[number] | undefined) =>
      pinArchives(house.core, { ids: [row?.id ?? ''], pinned: true });
    let refusal: unknown;
    const act = async () => {
      refusal = await pin(rows.at(-1)).catch(({ kind }) => kind);
    };
    meanwhile = { state: 'prune', act };
    const {
      jobs: [id = 0],
    } = await runPruneConfig(house.core, place.configId);
    expect(await house.until(id)).toMatchObject({ state: 'done' });
    expect(refusal).toBe('state-conflict');
    await pin(rows[0]);
    expect(await ground.namesIn(place)).toHaveLength(8);
  });

  it.each([
    // Borg may be through with it before it is stopped; `prune-cancelled` stops it half way.
    { state: 'prune', ends: ['cancelled abandoned', 'done executed'] },
    { state: 'discovering', ends: ['cancelled undefined', 'cancelled abandoned'] },
  ])('is cancelled in $state, and what was deleted by then is on record', async ({ state, ends }) => {
    const place = await ground.makeGround({ keepHourly: 8 });
    const names = await ground.makeArchives(place, hours(15));
    let refusal: unknown = 'never asked';
    const act = async () => {
      const { items } = await listJobs(house.core, { kind: 'prune', limit: 1 });
      await cancelJob(house.core, items[0]?.id ?? 0);
      refusal = null;
    };
    meanwhile = { state, act };
    const { jobs } = await runPruneConfig(house.core, place.configId);
    const job = await house.until(jobs[0] ?? 0);
    expect(refusal).toBeNull();
    const [plan] = await listPlans(house.core, place.configId);
    expect(ends).toContain(`${job.state} ${plan?.state}`);
    const left = await ground.namesIn(place);
    expect(left).toEqual(expect.arrayContaining(names.slice(0, 8)));
    if (state === 'discovering') expect(left).toHaveLength(15);
    if (job.state === 'done') expect(left).toHaveLength(8);
    // Never listed, none of them is on record.
    if (state === 'prune') expect((await ground.rowsOf(place)).map(({ name }) => name).sort()).toEqual(left);
  });

  it('compacts nothing when someone else deleted while it ran', async () => {
    const place = await ground.makeGround({ keepHourly: 8 });
    const names = await ground.makeArchives(place, hours(9));
    await updatePruneConfig(house.core, { id: place.configId, compact: true });
    behindOurBack = ['delete', `${place.made.repositoryPath}::${names[0]}`];
    const job = await ground.prune(place);
    expect(job).toMatchObject({
      state: 'failed',
      failureCause: { kind: 'repository-tampered', archives: [names[0]] },
    });
    expect(statesOf(job)).toEqual(['discovering', 'prune', 'failed']);
    expect((await listPlans(house.core, place.configId))[0]).toMatchObject({ state: 'executed' });
  });

  it('lets nothing else go in the place of what was confirmed', async () => {
    const place = await ground.makeGround({ keepHourly: 6 });
    await ground.makeArchives(place, hours(6));
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
    await updatePolicy(house.core, { id: place.policyId, keepHourly: 2 });
    const { failureCause } = await ground.prune(place);
    await updatePolicy(house.core, { id: place.policyId, keepHourly: 5 });
    expect(await confirmed(failureCause?.planId)).toMatchObject(
      refused('What it would delete is no longer what was confirmed.'),
    );
    expect(await ground.namesIn(place)).toHaveLength(6);
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
  });

  it('confirms nothing in a repository that its config has left', async () => {
    const place = await ground.makeGround({ keepHourly: 6 });
    await ground.makeArchives(place, hours(6));
    expect(await ground.prune(place)).toMatchObject({ state: 'done' });
    await updatePolicy(house.core, { id: place.policyId, keepHourly: 2 });
    const { failureCause } = await ground.prune(place);
    const { repositoryId } = (await ground.makeGround({ keepHourly: 1 })).made;
    await updatePruneConfig(house.core, { id: place.configId, repositoryId });
    await expect(confirmed(failureCause?.planId)).rejects.toMatchObject({ kind: 'state-conflict' });
  });
});
