import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '@borgcube/domain/job/job';
import { type ForkingBorg, forkingBorg } from '@borgcube/testing/borg/forking-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { choose, expectAccessible, setUp, title, watchConsole } from '../person/person.ts';

const DAY_MS = 86_400_000;

test.describe.configure({ timeout: 300_000 });

test('a policy is written, shows what it would delete, and deletes that once it is confirmed', async ({
  page,
}) => {
  await using house = await startHouse();
  const borg = forkingBorg(house.folder);
  const url = await makeHistory(house, borg);
  const faults = watchConsole(page, 400);
  await setUp(page, house.server);

  await test.step('write a policy and see what it keeps', async () => {
    await page.getByRole('link', { name: 'Retention' }).click();
    await expect(page.getByRole('heading', { name: 'No policies yet' })).toBeVisible();
    await page.getByRole('link', { name: 'Add policy' }).click();
    await page.getByLabel('Name').fill('Five days');
    for (const [field, count] of [
      ['Days', '5'],
      ['Weeks', '0'],
      ['Months', '0'],
      ['Years', '0'],
    ] as const) {
      await page.getByLabel(field, { exact: true }).fill(count);
    }
    await page.getByText('Daily', { exact: true }).click();
    await expect(page.getByRole('img', { name: '5 of 1,095 archives kept' })).toBeVisible();
    await page.getByLabel('Keep all within').fill('ten days');
    await expect(page.getByRole('status').filter({ hasText: "Borg's words" })).toBeVisible();
    await page.getByLabel('Keep all within').fill('');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Add policy' }).click();
    await expect(page.getByRole('row', { name: /Five days/ })).toContainText('5 days');
  });

  await test.step('see which archives it would delete', async () => {
    await page.getByRole('link', { name: 'Prune configs' }).click();
    await page.getByRole('link', { name: 'Add prune config' }).click();
    await page.getByLabel('Name').fill('Nightly');
    await choose(page, 'Retention policy', 'Five days');
    await page.getByLabel('Clients').fill('db.*');
    await expect(page.getByRole('img', { name: '5 of 12 archives kept' })).toBeVisible();
    await page.getByLabel('Clients').fill('(');
    await expect(page.getByRole('status').filter({ hasText: 'This pattern cannot be read' })).toBeVisible();
    await page.getByLabel('Clients').fill('db.*');
    await page.getByRole('button', { name: 'Add prune config' }).click();
    await expect(title(page, 'Nightly')).toBeVisible();
    await expect(page.getByRole('row', { name: /daily #5/ })).toContainText('Kept');
    await page.getByText('Deleted 7', { exact: true }).click();
    await expect(page.getByRole('table', { name: 'Archives' }).getByRole('row')).toHaveCount(1 + 7);
    await expectAccessible(page);
  });

  await test.step('after a plan that kept all, the next one deletes too much, and is looked at', async () => {
    await pruneNothing(house);
    await page.getByRole('button', { name: 'Prune now' }).click();
    await expect(page.getByRole('heading', { name: 'The plan would delete too much of vault.' })).toBeVisible(
      { timeout: 60_000 },
    );
    await expectAccessible(page);
    await page.getByRole('link', { name: 'See the plan' }).click();
    await expect(page.getByText('It would delete 7 of 12 archives; more than half')).toBeVisible();
    await expectAccessible(page);
    expect(await namesIn(borg, url)).toHaveLength(12);
  });

  await test.step('confirmed, it deletes exactly that', async () => {
    await page.getByRole('button', { name: 'Confirm this plan…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 7 archives of db01?' });
    const act = dialog.getByRole('button', { name: 'Delete 7 archives' });
    await expect(act).toBeDisabled();
    await dialog.getByRole('textbox').fill('db01');
    await act.click();
    await expect(page.getByText('7 archives deleted.')).toBeVisible({ timeout: 60_000 });
    expect(await namesIn(borg, url)).toHaveLength(5);
    await page.goto(`${house.server.url}/archives`);
    await expect(page.getByRole('table', { name: 'Archives' }).getByRole('row')).toHaveCount(1 + 5);
  });

  await test.step('try out another one on times of one’s own', async () => {
    await page.goto(`${house.server.url}/retention/simulate`);
    await page.getByText('Pasted times').click();
    await page
      .getByLabel('Times, one a line')
      .fill('2026-11-22 02:30:00\n2026-11-22 01:30:00\n2026-11-21 01:30:00');
    await expect(page.getByRole('img', { name: '2 of 3 archives kept' })).toBeVisible();
    await expectAccessible(page);
  });
  await borg.close();
  expect(faults).toEqual([]);
});

/** What a plan kept is what the next one is held against. */
async function pruneNothing(house: House): Promise<void> {
  const policy = await house.mutate<{ id: string }>('retentionPolicies.create', { name: 'Everything' });
  const input = { name: 'Once', retentionPolicyId: policy.id, compact: false };
  const config = await house.mutate<{ id: string }>('pruneConfigs.create', input);
  const { jobs } = await house.mutate<{ jobs: number[] }>('pruneConfigs.run', { id: config.id });
  await house.untilJob(jobs[0] ?? 0, (job) => job.state === 'done');
}

/** Twelve days of archives of db01, on record; answers where they lie. */
async function makeHistory(house: House, borg: ForkingBorg): Promise<string> {
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'file'), 'text');
  const repository = await house.makeRepository({ name: 'vault' });
  await house.makeClient({ hostname: 'db01', objective: 30 * DAY_MS });
  for (let day = 12; day >= 1; day -= 1) {
    const time = new Date(Date.now() - day * DAY_MS).toISOString().slice(0, 19);
    const name = `db01-${time.slice(0, 10)}`;
    await borg.run(['create', '--timestamp', time, `${repository.url}::${name}`, source], SECRET);
  }
  const { id } = await house.mutate<Job>('repositories.sync', { id: repository.id });
  await house.untilJob(id, ({ state }) => state === 'done');
  return repository.url;
}

const SECRET = { BORG_PASSPHRASE: CANARY_PASSPHRASE };

async function namesIn(borg: ForkingBorg, url: string): Promise<string[]> {
  return (await borg.run(['list', '--short', url], SECRET)).split('\n').filter(Boolean);
}
