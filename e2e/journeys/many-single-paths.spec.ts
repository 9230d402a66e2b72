import { execFileSync } from 'node:child_process';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { setUp, watchConsole } from '../person/person.ts';
import { makeArchive } from '../source/make-archive.ts';

/** Together longer than any address. */
const NAMES = Array.from({ length: 150 }, (_, number) => `line one\n${'n'.repeat(80)} ${number}`);

test('a basket of many single files is downloaded as one', async ({ page }) => {
  await using house = await startHouse();
  const { source, archiveId } = await makeArchive(
    house,
    Object.fromEntries(NAMES.map((name) => [name, 'x'])),
  );
  const faults = watchConsole(page);
  await setUp(page, house.server);
  await page.goto(`${house.server.url}/archives/${archiveId}/browse${source}`);
  await page.getByRole('checkbox', { name: 'Select all shown' }).check();
  const bar = page.getByRole('region', { name: 'Basket' });
  await expect(bar).toContainText('150 in the basket');
  await bar.getByRole('button', { name: 'Download as…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'tar', exact: true }).check();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Download' }).click();
  const names = execFileSync('tar', ['-tf', await (await download).path()], { encoding: 'utf8' });
  expect(names.trim().split('\n')).toHaveLength(NAMES.length);
  expect(names).toContain('line one\\n');
  await expect(dialog).toBeVisible();
  expect(faults).toEqual([]);
});
