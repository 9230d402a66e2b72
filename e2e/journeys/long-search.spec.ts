import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillCatalog } from '@borgcube/testing/catalog/fill-catalog';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { setUp, watchConsole } from '../person/person.ts';
import { makeArchive } from '../source/make-archive.ts';

/** Enough that the server answers some times before it has been through all of them. */
const BETWEEN = 1_000_000;
const STILL_LOOKING = /^Still looking \d+\s% of the names were looked at, nothing so far\.$/;

test('a search that takes long goes on by itself, and never says nothing too early', async ({ page }) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const { source, repository, client, config } = await makeArchive(house, { early: '' });
  fillCatalog({
    dataDir: house.server.dataDir,
    repositoryId: repository.id,
    clientId: client.id,
    files: BETWEEN,
  });
  writeFileSync(join(source, 'the last filler'), '');
  const { archiveId } = await house.backUp(config.id);
  await house.untilIdle();
  const told = await keepTold(page);

  // Each filler is called so, and none is in this archive: what is there stands behind all of them.
  await page.goto(`${house.server.url}/archives?archive=${archiveId}&q=filler`);
  await expect(page.getByRole('link', { name: /srv.the last filler$/ }).first()).toBeVisible({
    timeout: 60_000,
  });
  const words = await told();
  expect(words).not.toEqual([]);
  expect(words.filter((one) => !STILL_LOOKING.test(one))).toEqual([]);
  await expect(page.getByText('Still looking')).toHaveCount(0);
  expect(await faultsInAllLooks(page, 'long-search')).toEqual([]);

  await page.goto(`${house.server.url}/archives?archive=${archiveId}&q=filler%20x`);
  await expect(page.getByText('Nothing is called so.')).toBeVisible({ timeout: 60_000 });
  expect((await told()).at(-1)).toMatch(/^Nothing is called so\. A part of a name is enough/);
  expect(faults).toEqual([]);
});

/**
 * What the search says in words, in the order of their first sight: they may be in sight too shortly to be caught by
 * looking now and then.
 */
async function keepTold(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    new MutationObserver(() => {
      for (const { innerText } of document.querySelectorAll<HTMLElement>('section p'))
        if (/^(Still looking|Nothing is called so)/.test(innerText) && !told.includes(innerText))
          told.push(innerText);
    }).observe(document, { childList: true, subtree: true, characterData: true });
  });
  return () => page.evaluate(() => (window as unknown as { told: string[] }).told);
}
