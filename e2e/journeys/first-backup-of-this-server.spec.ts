import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, startHouse } from '@borgcube/testing/house/start-house';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { expect, test } from '@playwright/test';
import { addLine, choose, expectAccessible, setUp, watchConsole } from '../person/person.ts';

test('a stranger backs up this server, gets one file back and leaves a daily schedule behind', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  const source = join(house.folder, 'source');
  makeHostileTree(source);
  const url = join(house.folder, 'vault');

  await setUp(page, house.server);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Add repository' }).click();
  await page.getByLabel('Name').fill('vault');
  await page.getByLabel('Path or URL').fill(url);
  await page.getByLabel('Passphrase', { exact: true }).fill(CANARY_PASSPHRASE);
  await page.getByRole('button', { name: 'Make repository' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'vault' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Clients' }).click();
  await page.getByRole('link', { name: 'Add client' }).first().click();
  await page.getByLabel('Host name').fill('web01');
  await page.getByRole('button', { name: 'Add client' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'web01' })).toBeVisible();

  await page.getByRole('link', { name: 'Add config' }).first().click();
  await page.getByLabel('Label').fill('everything');
  await addLine(page, 'paths', source);
  await choose(page, 'Repository', /vault/);
  await choose(page, 'Transport', /^local/);
  await page.getByRole('button', { name: 'Add config' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'everything' })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Back up now' }).click();
  await expect(page.getByRole('link', { name: 'Browse' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('web01-00001').first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Browse' }).click();
  for (const folder of source.split('/').filter(Boolean))
    await page.getByRole('link', { name: folder, exact: true }).click();
  await expect(page.getByText('plain.txt').first()).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('link', { name: /download.*binary\.bin/i }).click();
  const path = await (await saved).path();
  expect(readFileSync(path).equals(readFileSync(join(source, 'binary.bin')))).toBe(true);

  await page.getByRole('link', { name: 'Schedules' }).click();
  await page.getByRole('link', { name: 'Add schedule' }).first().click();
  await page.getByLabel('Name').fill('Nightly');
  await page.getByRole('button', { name: 'Add action' }).click();
  await page.getByRole('menuitem', { name: 'Backup', exact: true }).click();
  await choose(page, 'Backup config', /everything/);
  await expect(page.getByRole('heading', { name: 'Next ten' })).toBeVisible();
  await expect(page.getByText('02:30').nth(9)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save schedule' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Nightly' })).toBeVisible();

  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await expect(page.getByText('The one client is inside its objective.')).toBeVisible();
  await expect(page.getByText('Nightly')).toBeVisible();
  await expectAccessible(page);

  const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
  expect(describeTree(join(borg.extract(url, 'web01-00001'), source))).toEqual(describeTree(source));
  expect(faults).toEqual([]);
});
