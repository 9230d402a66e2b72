import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFinal } from '@borgcube/domain/job/job-state';
import { drillKey } from '@borgcube/domain/proof/drill-key';
import type { ProofExport } from '@borgcube/domain/proof/proof';
import type { DrillProposal } from '@borgcube/domain/proof/propose-drill';
import type { Schedule, ScheduleRun } from '@borgcube/domain/schedule/schedule';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBorgcube } from './run-borgcube.ts';

let house: House;
let source: string;
let configId: string;

beforeAll(async () => {
  house = await startHouse();
  source = join(house.folder, 'source');
  mkdirSync(source);
  for (const name of ['a', 'b', 'c']) writeFileSync(join(source, name), name.repeat(1000));
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'web01' });
  const config = { clientId: client.id, repositoryId: repository.id, label: 'daily', paths: [source] };
  configId = (await house.makeConfig(config)).id;
  await house.backUp(configId);
});
afterAll(() => house[Symbol.asyncDispose]());

const borgcube = (...args: string[]) =>
  runBorgcube(args, { folder: house.folder, dataDir: house.server.dataDir });

it('runs drills, shows what they proved, exports it and finds what was changed', async () => {
  const drilled = await borgcube('proof', 'drill', 'daily');
  expect(drilled).toMatchObject({ code: 0, error: '' });
  expect(drilled.out).toMatch(/^3 files, .* restored in .* and the same\.\n$/);
  const missing = await borgcube('proof', 'drill', 'daily', '--path', `${source.slice(1)}/none`, '--json');
  expect(missing.code).toBe(1);
  expect(JSON.parse(missing.out)).toMatchObject({ state: 'failed', proof: { number: 2, isProven: false } });
  expect((await borgcube('proof', 'drill', 'daily', '--everything', '--files', '2')).code).toBe(2);

  const listed = await borgcube('proof', 'list', '--client', 'web01');
  expect(listed.out.split('\n').slice(1, 3)).toEqual([
    expect.stringMatching(/^2 +NO +web01 +daily/),
    expect.stringMatching(/^1 +yes +web01 +daily/),
  ]);
  const exported: ProofExport = JSON.parse((await borgcube('proof', 'export')).out);
  expect(exported.proofs.map(({ number }) => number)).toEqual([1, 2]);
  expect(exported.head).toMatchObject({ number: 2, digest: exported.proofs[1]?.digest });

  const verified = await borgcube('proof', 'verify', '--json');
  expect([verified.code, JSON.parse(verified.out)]).toEqual([
    0,
    { isWhole: true, proofs: 2, head: exported.head, fault: null },
  ]);
  const digest = exported.proofs[1]?.digest ?? '';
  expect((await borgcube('proof', 'verify', '--number', '2', '--digest', digest)).code).toBe(0);
  const other = await borgcube('proof', 'verify', '--number', '1', '--digest', digest);
  expect([other.code, other.error]).toEqual([1, expect.stringContaining('Proof 1 is not the one')]);
  const doctor = await borgcube('doctor', '--json');
  expect(JSON.parse(doctor.out).checks).toContainEqual({
    name: 'proofs',
    ok: true,
    detail: '2 in an unbroken chain.',
  });
});

it('drills by the schedule that was proposed', async () => {
  const ask = () => house.query<DrillProposal>('backupConfigs.proposeDrill', { id: configId });
  const { covered, schedule } = await ask();
  expect(covered).toEqual([]);
  const { id } = await house.mutate<Schedule>('schedules.create', schedule);
  expect((await ask()).covered.map((one) => one.id)).toEqual([id]);
  const { jobs, problems } = await house.mutate<ScheduleRun>('schedules.runNow', { id });
  expect([jobs.length, problems]).toEqual([1, []]);
  const job = await house.untilJob(jobs[0] ?? 0, ({ state }) => isFinal(state));
  expect(job).toMatchObject({ kind: 'verify-restore', state: 'done', configId: drillKey(configId) });
  expect(await house.query('proofs.list', { configId, limit: 1 })).toMatchObject({
    items: [{ jobId: job.id, isProven: true, scope: 'sample', files: 3 }],
  });
});
