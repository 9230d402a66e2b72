import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { CheckConfig } from '@borgcube/domain/check-config/check-config';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Repository } from '@borgcube/domain/repository/repository';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-kill-'));
const dataDir = join(folder, 'data');
const borgPath = join(folder, 'borg');
const source = join(folder, 'source');
const plan = join(folder, 'plan');
const reached = join(folder, 'reached');
const env = { BORGCUBE_BORG: borgPath };
let house: House;
let repository: Repository;
let configId = '';

/** The real Borg, but it stops where the plan says: `<verb> before` its work or `<verb> after` it. */
const STOPPING_BORG = `#!/bin/sh
read -r verb moment <'${plan}' 2>/dev/null
case " $* " in *" $verb "*)
  if [ "$moment" = after ]; then borg "$@" || exit; fi
  echo "$$" >'${reached}'
  sleep 600 & wait;;
esac
exec borg "$@"
`;

beforeAll(async () => {
  for (const path of [dataDir, source]) mkdirSync(path, { mode: 0o700 });
  writeFileSync(borgPath, STOPPING_BORG);
  chmodSync(borgPath, 0o755);
  writeFileSync(plan, 'none never\n');
  house = await startHouse({ dataDir, env });
  repository = await house.makeRepository({ url: join(folder, 'repository') });
  const client = await house.makeClient({ hostname: 'killed' });
  const fields = { clientId: client.id, repositoryId: repository.id, paths: [source] };
  configId = (await house.makeConfig(fields)).id;
  for (const content of ['one', 'two', 'three']) {
    writeFileSync(join(source, 'file'), content.repeat(50_000));
    expect(await house.backUp(configId)).toMatchObject({ state: 'done' });
  }
  await house.untilIdle(); // archives are listed by jobs of their own, which change their records
}, 120_000);

afterAll(async () => {
  await house[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const borg = () => plainBorg(folder, CANARY_PASSPHRASE);
const untilFinal = (id: number) => house.untilJob(id, (job) => isFinal(job.state));
const archives = async () => (await house.query<{ items: Archive[] }>('archives.list')).items;

/** Kills the server while the Borg of the job stands where the plan says, and starts it again. */
async function killAt(moment: string, start: () => Promise<Job>): Promise<Job> {
  rmSync(reached, { force: true });
  writeFileSync(plan, `${moment}\n`);
  const job = await start();
  await vi.waitFor(() => expect(existsSync(reached) && readFileSync(reached, 'utf8')).toBeTruthy(), {
    timeout: 60_000,
    interval: 50,
  });
  await house.server.stop('SIGKILL');
  writeFileSync(plan, 'none never\n');
  house = await startHouse({ dataDir, env });
  const ended = await untilFinal(job.id);
  expect(findProcesses((argv) => argv.includes(repository.url))).toEqual([]);
  return ended;
}

it('a deletion that Borg had not begun deleted nothing', async () => {
  const before = await archives();
  const ids = before.slice(1).map(({ id }) => id);
  const job = await killAt('delete before', () => house.mutate('archives.delete', { ids }));
  expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-restart' } });
  expect(await archives()).toEqual(before);
  expect(borg().archiveNames(repository.url)).toHaveLength(3);
}, 120_000);

it('a deletion that Borg had finished is done, and its archives left the record', async () => {
  const [newest, middle, oldest] = await archives();
  const ids = [middle?.id, oldest?.id];
  const job = await killAt('delete after', () => house.mutate('archives.delete', { ids }));
  expect(job).toMatchObject({ state: 'done', borgWarning: ['finished while the server was away'] });
  expect((await archives()).map(({ name }) => name)).toEqual([newest?.name]);
  expect(borg().archiveNames(repository.url)).toEqual([newest?.name]);
  const { tamperedAt } = await house.query<Repository>('repositories.get', { id: repository.id });
  expect(tamperedAt).toBeNull();
}, 120_000);

it.each(['compact before', 'compact after'])(
  'a compaction that is cut off (%s) can be run again',
  async (moment) => {
    const { id } = repository;
    const job = await killAt(moment, () => house.mutate('repositories.compact', { id }));
    expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-restart' } });
    const again = await house.mutate<Job>('repositories.compact', { id });
    expect(await untilFinal(again.id)).toMatchObject({ state: 'done' });
  },
  120_000,
);

it('a check that is cut off proves nothing, and can be run again', async () => {
  const fields = { repositoryId: repository.id, label: 'weekly' };
  const { id } = await house.mutate<CheckConfig>('checkConfigs.create', fields);
  const job = await killAt('check after', () => house.mutate('checkConfigs.run', { id }));
  expect(job).toMatchObject({ state: 'failed', failureCause: { kind: 'worker-restart' } });
  expect((await house.query<Repository>('repositories.get', { id: repository.id })).lastCheck).toBeNull();
  const again = await house.mutate<Job>('checkConfigs.run', { id });
  expect(await untilFinal(again.id)).toMatchObject({ state: 'done' });
  borg().run(['check', '--verify-data', repository.url]);
}, 120_000);
