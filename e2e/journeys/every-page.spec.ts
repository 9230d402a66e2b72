import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { setUp, setupLink, watchConsole } from '../person/person.ts';
import { openTrickle } from '../source/open-trickle.ts';

test.describe.configure({ timeout: 500_000 });

test('every page of an empty server is accessible and fits, in light and dark, on desk and phone', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  const found = await look(page, setupLink(house.server));
  found.push(...(await look(page, `${house.server.url}/sign-in`)));
  await setUp(page, house.server);
  for (const path of [
    '/',
    '/jobs',
    '/schedules',
    '/schedules/ledger',
    '/clients',
    '/repositories',
    '/archives',
    '/settings/ssh-keys',
    '/settings/tokens',
    '/settings/triggers',
  ])
    found.push(...(await look(page, house.server.url + path)));
  await page.context().clearCookies();
  found.push(...(await look(page, setupLink(house.server))));
  found.push(...(await look(page, `${house.server.url}/sign-in?next=/jobs`)));
  expect(found).toEqual([]);
  expect(faults).toEqual([]);
});

test('every page of a server at work is accessible and fits, in light and dark, on desk and phone', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page, 400, 404);
  await setUp(page, house.server);
  const { paths, trickle } = await fill(house);
  using _running = trickle;
  const found: string[] = [];
  for (const path of paths) found.push(...(await look(page, house.server.url + path)));
  expect(found).toEqual([]);
  // React names what an error page has caught, here the job that does not exist.
  expect(faults.filter((fault) => !fault.includes('There is no job 999999'))).toEqual([]);
});

async function look(page: Page, url: string): Promise<string[]> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const path = url.replace(/^https?:\/\/[^/]+/, '').replace(/token=.*/, 'token=…');
  return faultsInAllLooks(page, path);
}

/** A server with one of everything: good, failed, running and queued jobs, a schedule that ran, a client over ssh. */
async function fill(house: House) {
  const source = join(house.folder, 'a rather long name of a folder that no narrow page can hold', 'source');
  mkdirSync(join(source, 'folder'), { recursive: true });
  writeFileSync(join(source, 'with "quotes" and <angles>'), 'text');
  writeFileSync(join(source, 'large.bin'), Buffer.alloc(300_000, 7));
  const trickle = openTrickle(join(house.folder, 'trickle'));
  const vault = await house.makeRepository({ name: 'vault', description: 'in the cellar' });
  const attic = await house.makeRepository({ name: 'attic' });
  const barn = await house.makeRepository({ name: 'barn' });
  const key = await house.mutate<{ id: string }>('sshKeys.generate', { name: 'fleet' });
  const remote = await house.makeClient({
    hostname: 'database-01.internal.example.org',
    description: 'behind ssh',
    connection: { remote: 'root@127.0.0.1', port: 9, sshKeyId: key.id },
  });
  const local = await house.makeClient({ hostname: 'web01' });
  const base = { repositoryId: vault.id, paths: [source] };
  const good = await house.makeConfig({ ...base, label: 'system', clientId: local.id });
  const bad = await house.makeConfig({
    ...base,
    label: 'dumps',
    clientId: remote.id,
    repositoryId: attic.id,
    transport: 'ssh',
    excludes: ['sh:**/node_modules'],
  });
  const slow = await house.makeConfig({
    ...base,
    label: 'images',
    clientId: local.id,
    repositoryId: barn.id,
    paths: [join(house.folder, 'trickle')],
    readSpecial: true,
  });
  const waiting = await house.makeConfig({
    ...base,
    label: 'behind it',
    clientId: local.id,
    repositoryId: barn.id,
  });
  const done = await house.backUp(good.id);
  const failed = await house.start(bad.id);
  await expect
    .poll(() => house.query<{ state: string }>('jobs.get', { id: failed.id }))
    .toMatchObject({ state: 'failed' });
  const schedule = await house.mutate<{ id: string }>('schedules.create', {
    name: 'Nightly',
    recurrence: 'RRULE:FREQ=DAILY',
    recurrenceStart: '2026-01-01T02:30:00',
    timeZone: 'Europe/Berlin',
    actions: [{ kind: 'borgcube.backup', data: { backupConfigId: good.id } }],
  });
  const trigger = await house.mutate<{ id: string }>('triggers.create', {
    target: { type: 'schedule', id: schedule.id },
    access: ['anonymous-web', 'local-cli'],
    comment: 'power management of the backup machine',
  });
  const user = await house.mutate<{ id: string }>('users.create', {
    name: 'Vera Blick',
    email: 'vera@example.org',
    role: 'viewer',
    password: 'looks and never touches',
  });
  const archive = `/archives/${done.archiveId}/browse`;
  const folder = source.split('/').map(encodeURIComponent).join('/');
  const running = await house.start(slow.id);
  await house.untilJob(running.id, (job) => (job.progress?.originalSize ?? 0) > 0);
  const queued = await house.start(waiting.id);
  return {
    trickle,
    paths: [
      '/',
      '/jobs',
      '/jobs?state=failed',
      ...[done, failed, running, queued].map((job) => `/jobs/${job.id}`),
      '/jobs/999999',
      '/schedules',
      '/schedules/new',
      '/schedules/ledger',
      `/schedules/${schedule.id}`,
      '/clients',
      '/clients/new',
      ...['', '/archives', '/configs', '/jobs', '/configs/new'].map((tab) => `/clients/${local.id}${tab}`),
      ...['', '/connection', '/edit'].map((tab) => `/clients/${remote.id}${tab}`),
      `/clients/${local.id}/configs/${good.id}`,
      `/clients/${remote.id}/configs/${bad.id}`,
      '/repositories',
      '/repositories/new',
      '/repositories/new?how=existing',
      `/repositories/${vault.id}`,
      `/repositories/${vault.id}/edit`,
      '/archives',
      '/archives?q=nothing-is-called-so',
      `${archive}/`,
      `${archive}${folder}`,
      `${archive}${folder}?file=large.bin`,
      '/settings/you',
      '/settings/users',
      '/settings/users/new',
      `/settings/users/${user.id}`,
      '/settings/tokens',
      '/settings/tokens/new',
      '/settings/ssh-keys',
      '/settings/ssh-keys/new',
      '/settings/ssh-keys/new?how=import',
      '/settings/triggers',
      '/settings/triggers/new',
      `/settings/triggers/${trigger.id}`,
      '/settings/system',
      '/settings/audit',
      '/no/such/page',
    ],
  };
}
