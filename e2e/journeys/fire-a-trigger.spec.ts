import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { choose, expectAccessible, setUp, title, watchConsole } from '../person/person.ts';

const run = promisify(execFile);

test('a trigger is made, copied, fired by curl, switched off and deleted', async ({ page, context }) => {
  await using house = await startHouse();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'file'), 'text');
  const [repository, client] = [
    await house.makeRepository({ name: 'vault' }),
    await house.makeClient({ hostname: 'db01' }),
  ];
  await house.makeConfig({
    label: 'dumps',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const faults = watchConsole(page);
  await setUp(page, house.server);
  /** Runs a copied line as a script would: without cookie, token or Origin. */
  const fire = async (line: string) => {
    const [program = '', ...words] = line.split(' ');
    expect(program).toBe('curl');
    const { stdout } = await run('curl', ['-sS', '-w', '\n%{http_code}', ...words]);
    const [body = '', status] = stdout.split('\n');
    return { status, body: JSON.parse(body) };
  };
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  await test.step('made for a config', async () => {
    await page.goto(`${house.server.url}/settings/triggers`);
    await expect(page.getByText('No triggers yet')).toBeVisible();
    await page.getByRole('link', { name: 'Add trigger' }).click();
    await expectAccessible(page);
    await choose(page, 'Starts', 'Backup config');
    await choose(page, 'Which one', /dumps/);
    await page.getByLabel('Web').check();
    await page.getByLabel('Comment').fill('deploy hook');
    await page.getByRole('button', { name: 'Add trigger' }).click();
    await expect(title(page, 'Trigger of dumps of db01')).toBeVisible();
    await expectAccessible(page);
  });

  let line = '';
  await test.step('fired by the line that was copied', async () => {
    await page.getByRole('button', { name: 'Copy line' }).click();
    line = await copied();
    const { status, body } = await fire(line);
    expect([status, body]).toEqual(['202', { jobs: [expect.any(Number)] }]);
    const [job] = body.jobs;
    await house.untilJob(job, ({ state }) => state === 'done');
    await page.goto(`${house.server.url}/jobs/${job}`);
    await expect(page.getByText('trigger deploy hook')).toBeVisible();
  });

  await test.step('told apart in the audit log, alike from outside', async () => {
    await page.goto(`${house.server.url}/settings/triggers`);
    await page.getByRole('link', { name: /dumps of db01/ }).click();
    await page.getByLabel('Enabled').uncheck({ force: true });
    await page.getByRole('button', { name: 'Save trigger' }).click();
    await expect(page.getByRole('row', { name: /dumps of db01/ })).toContainText('Off');
    const [off, unknown] = [await fire(line), await fire(line.replace(/[^/]+$/, crypto.randomUUID()))];
    expect(off).toEqual({ status: '404', body: expect.anything() });
    expect(unknown).toEqual(off);
    await page.goto(`${house.server.url}/settings/audit`);
    await expect(page.getByText(/^Refused trigger .*: the id is disabled$/)).toBeVisible();
    await expect(page.getByText(/^Refused trigger .*: there is no such id$/)).toBeVisible();
    await expect(page.getByText(/^Fired trigger .* of backup config dumps of db01 from/)).toBeVisible();
  });

  await test.step('deleted with words', async () => {
    await page.goto(`${house.server.url}/settings/triggers`);
    await page.getByRole('link', { name: /dumps of db01/ }).click();
    await page.getByRole('button', { name: 'Delete trigger…' }).click();
    await page.getByRole('button', { name: 'Delete 1 trigger' }).click();
    await expect(page.getByText('No triggers yet')).toBeVisible();
  });
  expect(faults).toEqual([]);
});

test('the page of a config lists its triggers, and adds one for it', async ({ page }) => {
  await using house = await startHouse();
  const [repository, client] = [await house.makeRepository(), await house.makeClient({ hostname: 'db01' })];
  const place = { clientId: client.id, repositoryId: repository.id };
  const config = await house.makeConfig({ ...place, label: 'dumps', paths: ['/etc'] });
  await setUp(page, house.server);
  await page.goto(`${house.server.url}/clients/${client.id}/configs/${config.id}`);
  await expect(page.getByText('Nothing outside of BorgCube can start it.')).toBeVisible();
  await page.getByRole('link', { name: 'Add trigger' }).click();
  await expect(page.getByRole('combobox', { name: 'Which one' })).toHaveValue(/dumps/);
  await page.getByLabel('Command line').check();
  await page.getByLabel('Comment').fill('cron of the database host');
  await page.getByRole('button', { name: 'Add trigger' }).click();
  await expect(page.getByText(/^borgcube trigger [0-9a-f-]{36}$/)).toBeVisible();
  await page.goto(`${house.server.url}/clients/${client.id}/configs/${config.id}`);
  const row = page
    .getByRole('table', { name: 'Triggers' })
    .getByRole('row', { name: /cron of the database/ });
  await expect(row).toContainText('command line');
  await page.getByRole('button', { name: 'Delete config…' }).click();
  await expect(
    page.getByText('Its triggers and the scheduled actions that name it go with it'),
  ).toBeVisible();
});
