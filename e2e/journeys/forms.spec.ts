import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { addLine, choose, setUp, title, watchConsole } from '../person/person.ts';

test('what the server refuses stands at its field, and F8 leads from one to the next', async ({ page }) => {
  await using house = await startHouse();
  await house.makeRepository({ name: 'vault' });
  const web01 = await house.makeClient({ hostname: 'web01' });
  const faults = watchConsole(page, 400, 409);
  await setUp(page, house.server);
  const host = page.getByLabel('Host name');

  await test.step('a name that is taken', async () => {
    await page.goto(`${house.server.url}/clients/new`);
    await page.getByRole('button', { name: 'Add client' }).click();
    await expect(host).toBeFocused();
    await expect(host).toHaveAccessibleDescription('Host name is missing.');
    await host.fill('web01');
    await page.keyboard.press('Control+s');
    await expectFault(page, 'Host name', /web01.*taken|already/i);
    await expect(host).toHaveValue('web01');
  });

  await test.step('a nested field: connection.remote', async () => {
    await host.fill('web 02');
    await page.getByLabel('This client has no connection').uncheck();
    await page.getByLabel('User and host').fill('web02.lan');
    await page.getByLabel('Port').fill('22');
    await page.getByRole('button', { name: 'Add client' }).click();
    await expectFault(page, 'User and host', 'Write user@host, without spaces.');
    await expect(page.getByText('2 things to correct')).toBeVisible();
    await expect(host).toBeFocused();
    await page.keyboard.press('F8');
    await expect(page.getByLabel('User and host')).toBeFocused();
    await page.keyboard.press('F8');
    await expect(host).toBeFocused();
    await host.fill('web02');
    await expect(page.getByText('1 thing to correct')).toBeVisible();
    await page.getByLabel('User and host').fill('root@web02.lan');
    await page.getByRole('button', { name: 'Add client' }).click();
    await expect(title(page, 'web02')).toBeVisible();
  });

  await test.step('a bad line of a list', async () => {
    await page.goto(`${house.server.url}/clients/${web01.id}/configs/new`);
    await page.getByLabel('Label').fill('system');
    await addLine(page, 'paths', '/etc');
    await addLine(page, 'paths', 'srv/dumps');
    await choose(page, 'Repository', /vault/);
    await choose(page, 'Transport', /^local/);
    await page.getByRole('button', { name: 'Add config' }).click();
    const line = page.getByRole('textbox', { name: 'Paths, line 2' });
    await expect(line).toBeFocused();
    await expect(line).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText('Line 2: a path starts with a slash.')).toBeVisible();
    await page.getByRole('button', { name: '/srv/dumps' }).click();
    await expect(line).toHaveValue('/srv/dumps');
    await page.getByRole('button', { name: 'Add config' }).click();
    await expect(title(page, 'Config system')).toBeVisible();
  });

  await test.step('changed meanwhile: both values, and the person decides', async () => {
    await page.goto(`${house.server.url}/clients/${web01.id}/edit`);
    await page.getByLabel('Description').fill('what this person wrote');
    await house.mutate('clients.update', { id: web01.id, description: 'what somebody else wrote' });
    await page.getByRole('button', { name: 'Save client' }).click();
    const panel = page.getByRole('alert', { name: 'Changed meanwhile' });
    const row = panel.getByRole('row', { name: /Description/ });
    await expect(row).toContainText('what somebody else wrote');
    await expect(row).toContainText('what this person wrote');
    await panel.getByRole('button', { name: 'Save mine' }).click();
    await expect(title(page, 'web01')).toBeVisible();
    await expect(page.getByText('what this person wrote')).toBeVisible();
  });
  expect(faults).toEqual([]);
});

test('a viewer sees everything that a viewer may, and nothing to press that is forbidden', async ({
  page,
}) => {
  await using house = await startHouse();
  const source = house.server.dataDir;
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'web01' });
  const config = await house.makeConfig({
    label: 'system',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [`${source}/missing`],
  });
  const job = await house.start(config.id);
  await expect
    .poll(async () => (await house.query<{ state: string }>('jobs.get', { id: job.id })).state)
    .toBe('failed');
  const faults = watchConsole(page);
  await setUp(page, house.server);
  await page.goto(`${house.server.url}/settings/users/new`);
  await page.getByLabel('Name').fill('Vera Blick');
  await page.getByLabel('E-mail').fill('vera@example.org');
  await choose(page, 'Role', /viewer/i);
  await page.getByLabel('Password', { exact: true }).fill('looks and never touches');
  await page.getByRole('button', { name: 'Add user' }).click();
  await expect(page.getByText('vera@example.org')).toBeVisible();
  await page.getByRole('button', { name: 'Mia Keller: account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill('vera@example.org');
  await page.getByLabel('Password', { exact: true }).fill('looks and never touches');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(title(page, 'Overview')).toBeVisible();

  const acts =
    /^(Add|Back up|Delete|Cancel job|Retry|Edit|Test connection|Accept|Forget|Break lock|Browse|Save|Make|Export|Connect a)/;
  for (const [path, name] of [
    ['/', 'Overview'],
    ['/jobs', 'Jobs'],
    [`/jobs/${job.id}`, String(job.id)],
    ['/schedules', 'Schedules'],
    ['/clients', 'Clients'],
    [`/clients/${client.id}`, 'web01'],
    [`/clients/${client.id}/configs`, 'web01'],
    [`/clients/${client.id}/configs/${config.id}`, 'Config system'],
    ['/repositories', 'Repositories'],
    [`/repositories/${repository.id}`, 'vault'],
    ['/archives', 'Archives'],
    ['/settings/ssh-keys', 'Settings'],
  ] as const) {
    await page.goto(house.server.url + path);
    await expect(title(page, name)).toBeVisible();
    await page.waitForLoadState('networkidle');
    const forbidden = [
      ...(await page.getByRole('main').getByRole('button', { name: acts }).allTextContents()),
      ...(await page.getByRole('main').getByRole('link', { name: acts }).allTextContents()),
    ];
    expect(forbidden, path).toEqual([]);
  }
  await page.goto(`${house.server.url}/clients/${client.id}/configs/${config.id}`);
  await expect(page.getByText(`${source}/missing`).first()).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /Overview/ })).toBeVisible();
  await expect(page.getByRole('option', { name: acts })).toHaveCount(0);
  expect(faults).toEqual([]);
});

/** The message stands at the field, where the help stood, and the field is marked. */
async function expectFault(page: Page, label: string, message: string | RegExp): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription(message);
}
