import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, setUp, title, watchConsole } from '../person/person.ts';

const MIB = 1024 * 1024;

test('a person sees why last night’s archive grew, at the desk and on a phone', async ({ page }) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const archiveId = await twoNights(house);

  await page.getByRole('link', { name: 'Clients' }).first().click();
  await expect(title(page, 'Clients')).toBeVisible();
  await page.getByRole('table').getByRole('link', { name: 'db01' }).click();
  await expect(title(page, 'db01')).toBeVisible();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expectReasons(page);
  await page.getByRole('button', { name: 'Removed 1' }).click();
  await expect(page).toHaveURL(/kind=removed/);
  await expect(page.getByRole('row', { name: /old\.log Removed/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /dump\.sql/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByRole('heading', { name: /^db01 was 4\.90.MiB smaller on/ })).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${house.server.url}/archives/${archiveId}`);
  await expect(title(page, 'db01')).toBeVisible();
  await page.getByRole('link', { name: 'Compare' }).click();
  await expectReasons(page);
  await expectAccessible(page);
  // What grew is one press away.
  await page.getByRole('link', { name: /\/mysql$/ }).click();
  await expect(page.getByRole('link', { name: 'dump.sql' })).toBeVisible();
  expect(faults).toEqual([]);
});

/** Answers the archive of the second. */
async function twoNights(house: House): Promise<string> {
  const source = join(house.folder, 'var');
  mkdirSync(join(source, 'lib', 'mysql'), { recursive: true });
  mkdirSync(join(source, 'log'));
  writeFileSync(join(source, 'lib', 'mysql', 'orders.ibd'), Buffer.alloc(MIB, 1));
  writeFileSync(join(source, 'log', 'old.log'), Buffer.alloc(MIB / 10, 2));
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'db01' });
  const config = { clientId: client.id, repositoryId: repository.id, paths: [source] };
  const { id } = await house.makeConfig(config);
  await house.backUp(id);
  writeFileSync(join(source, 'lib', 'mysql', 'dump.sql'), Buffer.alloc(5 * MIB, 3));
  rmSync(join(source, 'log', 'old.log'));
  const { archiveId } = await house.backUp(id);
  await house.untilIdle();
  return archiveId ?? '';
}

async function expectReasons(page: Page): Promise<void> {
  const verdict = page.getByRole('heading', { name: /^db01 grew by 4\.90.MiB since/ });
  await expect(verdict).toContainText(/\+5\.00.MiB under .*\/mysql, less elsewhere\.$/);
  await expect(page.getByText('1 added (5.00')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Why it grew' })).toBeVisible();
  const folder = page.getByRole('link', { name: /\/mysql$/ });
  await expect(page.getByRole('listitem').filter({ has: folder })).toContainText('+5.00');
  await expect(page.getByRole('link', { name: 'dump.sql' })).toBeVisible();
}
