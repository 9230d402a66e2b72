import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '@borgcube/domain/archive/archive';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, setUp, title, watchConsole } from '../person/person.ts';

const YESTERDAY = new Date(Date.now() - 86_400_000);
/** Not text: what is downloaded has to be the very bytes. */
const OLD = Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 7) % 256));

test('a person finds yesterday’s version of a file by its name and downloads it, at the desk and on a phone', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await setUp(page, house.server);
  await twoNights(house);

  await page.getByRole('link', { name: 'Archives' }).first().click();
  await find(page, 'SETTINGS.con');
  // Yesterday's archive was made by another Borg, and nobody looked into it yet.
  await expect(page.getByText('1 archive is not listed yet')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'List it' }).click();
  await expect(page.getByText('not listed yet')).toHaveCount(0);
  await downloadOlder(page);

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${house.server.url}/archives`);
  await find(page, 'app/settings');
  // Its path is cut where there is no room for it, and its name never.
  const name = page
    .getByRole('link', { name: /settings\.conf/ })
    .first()
    .getByText('/settings.conf', { exact: true });
  await expect(name).toBeInViewport({ ratio: 1 });
  expect(await name.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await downloadOlder(page);
  expect(faults).toEqual([]);
});

/** Yesterday by a plain Borg, and imported; today by BorgCube, with another content. */
async function twoNights(house: House): Promise<void> {
  const source = join(house.folder, 'srv', 'app');
  const file = join(source, 'settings.conf');
  mkdirSync(source, { recursive: true });
  writeFileSync(file, OLD);
  utimesSync(file, YESTERDAY, YESTERDAY);
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'web01' });
  const timestamp = YESTERDAY.toISOString().slice(0, 19);
  plainBorg(house.folder, CANARY_PASSPHRASE).run([
    ...['create', '--timestamp', timestamp, `${repository.url}::web01-by-hand`, source],
  ]);
  const archive = 'web01-by-hand';
  const input = { clientId: client.id, repositoryId: repository.id, archive };
  await house.mutate('archives.import', input);
  await house.untilIdle();
  writeFileSync(file, 'the settings of today');
  const config = { clientId: client.id, repositoryId: repository.id, paths: [source] };
  await house.backUp((await house.makeConfig(config)).id);
  await house.untilIdle();
  expect((await house.query<{ items: Archive[] }>('archives.list')).items).toHaveLength(2);
}

async function find(page: Page, text: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Find archives and files' }).fill(text);
  await expect(page.getByRole('link', { name: /settings\.conf/ }).first()).toBeVisible();
}

async function downloadOlder(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Versions of .*settings\.conf/ }).click();
  await expect(title(page, 'settings.conf')).toBeVisible();
  await expect(page.getByRole('heading', { name: '2 versions in 2 archives of web01.' })).toBeVisible();
  await expectAccessible(page);
  const saved = page.waitForEvent('download');
  await page
    .getByRole('link', { name: /^Download the version of/ })
    .nth(1)
    .click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('settings.conf');
  expect(readFileSync(await download.path()).equals(OLD)).toBe(true);
}
