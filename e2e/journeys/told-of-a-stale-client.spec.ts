import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { startSmtpSink } from '@borgcube/testing/sink/start-smtp-sink';
import { expect, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { addLine, choose, setUp, title, watchConsole } from '../person/person.ts';

const MINUTE = 60_000;
const PASSWORD = 'canary-mail-4711';

test.describe.configure({ timeout: 300_000 });

test('an e-mail tells of a client whose backups stay away, and another one that they are back', async ({
  page,
}) => {
  await using house = await startHouse();
  await using mail = await startSmtpSink({ user: 'backup', password: PASSWORD });
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'letter'), 'text');
  const repository = await house.makeRepository({ name: 'vault' });
  const faults = watchConsole(page);
  await setUp(page, house.server);

  await test.step('a channel, by the way of the empty page', async () => {
    await page.goto(`${house.server.url}/settings/notifications`);
    await expect(page.getByRole('heading', { name: 'Nobody is told' })).toBeVisible();
    await page.getByRole('link', { name: 'Add channel' }).click();
    await page.getByRole('link', { name: 'Add E-mail' }).click();
    await page.getByLabel('Name').fill('Mail to Mia');
    await addLine(page, 'to', 'mia@example.org');
    await page.getByLabel('From').fill('backup@example.org');
    await page.getByLabel('Mail server').fill('127.0.0.1');
    await page.getByLabel('Port').fill(String(mail.port));
    await choose(page, 'Encryption', 'None');
    await page.getByLabel('User').fill('backup');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.getByRole('button', { name: 'Add channel' }).click();
    await expect(title(page, 'Settings')).toBeVisible();
    await expect(page.getByText('Not tested')).toBeVisible();
    await expect(page.getByRole('table', { name: 'Rules' })).toContainText('Everything that needs a person');
  });

  await test.step('a test that fails says why, and one that works arrives', async () => {
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByText('The test message was not taken.')).toBeVisible();
    await expect(page.getByText(/Invalid login/)).toBeVisible();
    await page.getByRole('link', { name: 'Mail to Mia' }).click();
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Save channel' }).click();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByText('The test message was taken. Look whether it arrives.')).toBeVisible();
    const test = await mail.until(({ subject }) => subject === '[BorgCube] BorgCube can reach you here');
    expect(test).toMatchObject({ to: ['mia@example.org'], user: 'backup' });
  });

  const client = await house.makeClient({ hostname: 'web01', objective: MINUTE });
  const config = await house.makeConfig({
    label: 'letters',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });

  await test.step('the mail about the client that nobody backed up', async () => {
    const told = await mail.until(({ subject }) => subject.includes('web01'));
    expect(told.subject).toBe('[BorgCube] web01 has no good archive at all');
    expect(told.raw).toContain(`${house.server.url}/clients/${client.id}`);
    await page.goto(`${house.server.url}/settings/notifications`);
    const row = page.getByRole('row').filter({ hasText: 'web01 has no good archive at all' });
    await expect(row).toContainText('Open');
    await expect(row).toContainText('Mail to Mia that it began');
  });

  await test.step('and the mail that it is over', async () => {
    await page.goto(`${house.server.url}/clients/${client.id}`);
    await page.getByRole('button', { name: 'Back up now' }).click();
    const over = await mail.until(({ subject }) => subject.startsWith('[BorgCube] Over:'));
    expect(over.subject).toBe('[BorgCube] Over: web01 is inside its objective again');
    await house.mutate('clients.update', { id: client.id, objective: 60 * MINUTE });
    await page.goto(`${house.server.url}/settings/notifications`);
    const row = page.getByRole('row').filter({ hasText: 'web01 has no good archive at all' });
    await expect(row).toContainText('Over');
    await expect(row).toContainText('Mail to Mia that it is over');
  });

  await test.step('a job says who was told of it', async () => {
    await house.mutate('backupConfigs.update', { id: config.id, paths: [join(house.folder, 'nowhere')] });
    const job = await house.backUp(config.id);
    await mail.until(({ subject }) => subject.includes('nowhere'));
    await page.goto(`${house.server.url}/jobs/${job.id}`);
    const told = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Told to' }) });
    await expect(told).toContainText('Mail to Mia that it began');
  });

  await test.step('each of its pages is accessible and fits', async () => {
    const { items } = await house.query<{ items: { id: string }[] }>('notifications.channels.list');
    const rules = await house.query<{ items: { id: string }[] }>('notifications.rules.list');
    const found: string[] = [];
    for (const path of [
      '',
      '/channels/new',
      '/channels/new?kind=email',
      `/channels/${items[0]?.id}`,
      '/rules/new',
      `/rules/${rules.items[0]?.id}`,
    ]) {
      await page.goto(`${house.server.url}/settings/notifications${path}`);
      await page.waitForLoadState('networkidle');
      found.push(...(await faultsInAllLooks(page, path)));
    }
    expect(found).toEqual([]);
  });

  expect(house.server.output()).not.toContain(PASSWORD);
  expect(mail.mails.filter(({ subject }) => subject.includes('web01 has no good archive'))).toHaveLength(1);
  expect(faults).toEqual([]);
});
