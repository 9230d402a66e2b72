import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { setUp, title } from '../person/person.ts';

const SCRIPT_KB_MAX = 230;
const REQUESTS_MAX = 25;

test('the first page after sign-in costs a browser with nothing in its cache little', async ({
  page,
  browser,
}) => {
  await using house = await startHouse();
  await setUp(page, house.server);
  const fresh = await browser.newContext();
  await fresh.addCookies(await page.context().cookies());
  const first = await fresh.newPage();
  const session = await fresh.newCDPSession(first);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  const requests: string[] = [];
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => {
    requests.push(response.url);
    if (new URL(response.url).pathname.endsWith('.js')) scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await first.goto(house.server.url);
  await expect(title(first, 'Overview')).toBeVisible();
  await first.waitForLoadState('networkidle');

  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes / 1000).toBeLessThanOrEqual(SCRIPT_KB_MAX);
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(REQUESTS_MAX);
  // Nothing of it comes from elsewhere.
  expect(requests.filter((url) => !url.startsWith(house.server.url))).toEqual([]);
});
