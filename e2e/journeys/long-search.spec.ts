import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillCatalog } from '@borgcube/testing/catalog/fill-catalog';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { setUp, watchConsole } from '../person/person.ts';

/** Enough that the server answers some times before it has been through all of them. */
const BETWEEN = 1_000_000;

test('a search that takes long goes on by itself, and never says nothing too early', async ({ page }) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const source = join(house.folder, 'srv');
  mkdirSync(source);
  writeFileSync(join(source, 'early'), '');
  const repository = await house.makeRepository();
  const client = await house.makeClient({ hostname: 'web01' });
  const config = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  await house.backUp(config.id);
  await house.untilIdle();
  fillCatalog({
    dataDir: house.server.dataDir,
    repositoryId: repository.id,
    clientId: client.id,
    files: BETWEEN,
  });
  writeFileSync(join(source, 'the last filler'), '');
  const { archiveId } = await house.backUp(config.id);
  await house.untilIdle();
  await page.addInitScript(() => {
    const words = () => document.body?.innerText ?? '';
    new MutationObserver(() => {
      if (words().includes('Nothing is called so')) sessionStorage.setItem('said', 'nothing');
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });

  // Each filler is called so, and none is in this archive: what is there stands behind all of them.
  await page.goto(`${house.server.url}/archives?archive=${archiveId}&q=filler`);
  await expect(page.getByRole('link', { name: /srv.the last filler$/ }).first()).toBeVisible({
    timeout: 60_000,
  });
  const told = await page.evaluate(() => ({ ...sessionStorage }));
  expect(told.said).toBeUndefined();
  await expect(page.getByText('Still looking')).toHaveCount(0);
  expect(await faultsInAllLooks(page, 'long-search')).toEqual([]);

  await page.goto(`${house.server.url}/archives?archive=${archiveId}&q=filler%20x`);
  await expect(page.getByText('Nothing is called so.')).toBeVisible({ timeout: 60_000 });
  expect(faults).toEqual([]);
});
