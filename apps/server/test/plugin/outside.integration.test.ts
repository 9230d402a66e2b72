import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobDetail } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type { SystemPlugins } from '@borgcube/domain/plugin/plugin-view';
import type { Schedule, ScheduleRun } from '@borgcube/domain/schedule/schedule';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installInto, packKit, packOutside } from './outside-plugin.ts';

const TSC = fileURLToPath(new URL('../../../../node_modules/typescript/bin/tsc', import.meta.url));
const NIGHTLY = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-01-01T02:30:00', timeZone: 'UTC' };

describe('a plugin that is a plain npm package', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'borgcube-outside-')));
  const dataDir = join(folder, 'data');
  let tarballs: string[];
  let installed: string;
  beforeAll(() => {
    const { kit, zod } = packKit(folder);
    tarballs = [kit, zod, packOutside(folder)];
    installed = join(folder, 'somewhere');
    installInto(installed, tarballs);
    mkdirSync(dataDir, { mode: 0o700 });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = (plugins: string): Promise<House> =>
    startHouse({ dataDir, env: { BORGCUBE_PLUGINS: plugins } });
  const get = (house: House, path: string) =>
    fetch(`${house.server.url}${path}`, { headers: { authorization: `Bearer ${house.token}` } });
  const until = (house: House, id: number) => house.untilJob(id, (job: JobDetail) => isFinal(job.state));
  let scheduleId = '';

  it('is loaded, its job runs through its form, and its hook, metric, tile and page are seen', async () => {
    await using house = await open(join(installed, 'node_modules/borgcube-plugin-outside'));
    const { plugins, failures } = await house.query<SystemPlugins>('system.plugins');
    expect(failures).toEqual([]);
    expect(plugins.find(({ name }) => name === 'outside')).toMatchObject({
      version: '3.1.4',
      from: join(installed, 'node_modules/borgcube-plugin-outside'),
      hooks: ['archiveAdded', 'handleRequest'],
      jobKinds: [{ name: 'outside.greet', verboseName: 'Greeting', runnable: true }],
      data: [{ name: 'greetings', version: 2, problem: null }],
    });

    expect(await house.query('forms.get', { name: 'outside.greet' })).toMatchObject({
      properties: { name: { title: 'Name', placeholder: 'Ada' }, times: { default: 1, maximum: 10 } },
    });
    const refused = house.mutate('jobs.run', {
      kind: 'outside.greet',
      config: { name: '', times: 11, more: 1 },
    });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      data: {
        fieldErrors: {
          'config.name': ['Whom?'],
          'config.times': [expect.any(String)],
          'config.more': ['There is no such field.'],
        },
      },
    });
    const { id } = await house.mutate<JobDetail>('jobs.run', {
      kind: 'outside.greet',
      config: { name: 'Ada', times: 3 },
    });
    const job = await until(house, id);
    expect(job).toMatchObject({ state: 'done', verboseKind: 'Greeting', config: { name: 'Ada', times: 3 } });
    expect(job.transitions.map(({ state }) => state)).toEqual(['thinking', 'greeting', 'done']);
    expect((await house.log(id)).filter(({ message }) => message === 'Hello, Ada!')).toHaveLength(3);

    const source = join(folder, 'source');
    mkdirSync(source);
    writeFileSync(join(source, 'file'), 'something');
    const client = await house.makeClient();
    const repository = await house.makeRepository();
    const ids = { clientId: client.id, repositoryId: repository.id };
    const config = await house.makeConfig({ ...ids, paths: [source] });
    const { state, id: backupId } = await house.backUp(config.id);
    expect(state).toBe('done');
    const page = await get(house, '/plugin/outside/anything');
    expect(page.headers.get('content-type')).toContain('application/json');
    expect(await page.json()).toEqual({
      count: 3,
      newestArchive: `${client.hostname}-${String(backupId).padStart(5, '0')}`,
    });

    expect(await (await get(house, '/metrics')).text()).toMatch(/^borgcube_outside_greetings_total 3$/m);
    const { tiles } = await house.query<Dashboard>('system.dashboard');
    expect(tiles.map(({ title, value }) => [title, value])).toEqual([
      ['Archives', 1],
      ['Total data', expect.any(Number)],
      ['Backups today', expect.any(Number)],
      ['Greetings', 3],
    ]);
  });

  it('is scheduled through its own action and through the form of its job kind', async () => {
    await using house = await open(join(installed, 'node_modules/borgcube-plugin-outside'));
    const create = (actions: object[]) =>
      house.mutate<Schedule>('schedules.create', { name: 'Greetings', ...NIGHTLY, actions });
    await expect(create([{ kind: 'outside.greet-all', data: { names: [] } }])).rejects.toMatchObject({
      status: 400,
      data: { fieldErrors: { 'actions.0.data.names': ['Whom?'] } },
    });
    const made = await create([
      { kind: 'outside.greet-all', data: { names: ['Ada', 'Grace'] } },
      { kind: 'outside.greet', data: { name: 'Barbara', times: 2 } },
    ]);
    scheduleId = made.id;
    const { jobs, problems } = await house.mutate<ScheduleRun>('schedules.runNow', { id: made.id });
    expect(problems).toEqual([]);
    expect(jobs).toHaveLength(3);
    for (const id of jobs) expect(await until(house, id)).toMatchObject({ state: 'done' });
  });

  it('leaves all that it made behind when it is gone: shown, never run, never lost', async () => {
    {
      await using house = await open('');
      expect((await house.query<SystemPlugins>('system.plugins')).missing).toEqual([
        {
          name: 'outside',
          keeps: [
            '1 scheduled action of kind outside.greet-all',
            '1 scheduled action of kind outside.greet',
            'its data greetings, version 2',
          ],
        },
      ]);
      expect((await house.query<Schedule>('schedules.get', { id: scheduleId })).actions).toMatchObject([
        { kind: 'outside.greet-all', data: { names: ['Ada', 'Grace'] }, known: false },
        { kind: 'outside.greet', data: { name: 'Barbara', times: 2 }, known: false },
      ]);
      expect(await house.mutate<ScheduleRun>('schedules.runNow', { id: scheduleId })).toEqual({
        jobs: [],
        problems: [expect.stringContaining('outside.greet-all'), expect.stringContaining('outside.greet')],
      });
      expect(await house.query('jobs.get', { id: 1 })).toMatchObject({
        state: 'done',
        kind: 'outside.greet',
      });
      const run = house.mutate('jobs.run', { kind: 'outside.greet', config: { name: 'Ada' } });
      await expect(run).rejects.toMatchObject({ status: 412, data: { kind: 'unknown-kind' } });
    }
    // Found by its keyword now.
    installInto(join(dataDir, 'plugins'), tarballs);
    await using house = await open('');
    const { plugins, missing } = await house.query<SystemPlugins>('system.plugins');
    expect(missing).toEqual([]);
    expect(plugins.map(({ name }) => name)).toContain('outside');
    expect(await (await get(house, '/plugin/outside/')).json()).toMatchObject({ count: 7 });
  });

  it('is told what it is made with by declarations that stand by themselves', () => {
    const source = `import { definePlugin, type Plugin } from '@borgcube/plugin-kit';
      import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
      export const outcome: JobOutcome = { state: 'failed', cause: { kind: 'timeout' } };
      const plugin: Plugin = definePlugin({ name: 'typed', hooks: { jobCreated: ({ job }) => { job.kind satisfies string; } } });
      // @ts-expect-error there is no such hook
      export const wrong = definePlugin({ name: 'typed', hooks: { jobStarted: () => {} } });
      export default plugin;\n`;
    writeFileSync(join(installed, 'typed.mts'), source);
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022', '--types', ''];
    execFileSync(process.execPath, [TSC, ...options, 'typed.mts'], { cwd: installed, encoding: 'utf8' });
  });
});
