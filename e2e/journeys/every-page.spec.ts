import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { furnish } from '../person/furnish.ts';
import { faultsInAllLooks } from '../person/looks.ts';
import { setUp, setupLink, watchConsole } from '../person/person.ts';

test.describe.configure({ timeout: 1_500_000 });

test('every page of an empty server is accessible and fits, in light and dark, on desk and phone', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await look(page, setupLink(house.server));
  await look(page, `${house.server.url}/sign-in`);
  await setUp(page, house.server);
  for (const path of [
    '/',
    '/jobs',
    '/schedules',
    '/schedules/ledger',
    '/clients',
    '/repositories',
    '/archives',
    '/retention/policies',
    '/retention/configs',
    '/verification',
    '/verification/proofs',
    '/schedules/calendar',
    '/settings/ssh-keys',
    '/settings/tokens',
    '/settings/notifications',
    '/settings/triggers',
    '/settings/plugins',
  ])
    await look(page, house.server.url + path);
  await page.context().clearCookies();
  await look(page, setupLink(house.server));
  await look(page, `${house.server.url}/sign-in?next=/jobs`);
  expect(faults).toEqual([]);
});

test('every page of a server at work is accessible and fits, in light and dark, on desk and phone', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page, 400, 404);
  await setUp(page, house.server);
  const { paths, trickle } = await furnish(house);
  using _running = trickle;
  for (const path of paths) await look(page, house.server.url + path);
  // React names what an error page has caught, here the job that does not exist.
  expect(faults.filter((fault) => !fault.includes('There is no job 999999'))).toEqual([]);
});

/** Told page by page, so that one fault hides no other. */
async function look(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  const path = url.replace(/^https?:\/\/[^/]+/, '').replace(/token=.*/, 'token=…');
  expect.soft(await faultsInAllLooks(page, path)).toEqual([]);
}
