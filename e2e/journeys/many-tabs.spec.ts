import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { type BrowserContext, expect, type Page, type Request, test } from '@playwright/test';
import { setUp, title, watchConsole } from '../person/person.ts';
import { openTrickle } from '../source/open-trickle.ts';

const TABS = 10;

test('ten tabs on one running backup share one stream and answer at once', async ({ page, context }) => {
  await using house = await startHouse();
  const source = join(house.folder, 'source');
  mkdirSync(source);
  using trickle = openTrickle(join(source, 'trickle'));
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'web01' });
  const config = await house.makeConfig({
    label: 'system',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
    readSpecial: true,
  });
  const mostStreams = countStreams(context);
  await setUp(page, house.server);
  const job = await house.start(config.id);
  const tabs = [page];
  while (tabs.length < TABS) tabs.push(await context.newPage());
  const faults = tabs.map((tab) => watchConsole(tab));
  for (const tab of tabs) await tab.goto(`${house.server.url}/jobs/${job.id}`);

  await test.step('each tab shows how it goes on', async () => {
    for (const tab of tabs)
      await expect(tab.getByText('No earlier good run tells how much there is.')).toBeVisible();
    await Promise.all(tabs.map(expectToMove));
  });

  await test.step('the last tab answers while all stream', async () => {
    const last = tabs.at(-1) ?? page;
    await last.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(title(last, 'Clients')).toBeVisible({ timeout: 5000 });
    await expect(last.getByRole('link', { name: 'web01' })).toBeVisible({ timeout: 5000 });
    await last.goBack();
    await expect(title(last, String(job.id))).toBeVisible({ timeout: 5000 });
  });

  await test.step('when the tab that holds the stream goes, another takes over', async () => {
    const gone = tabs.shift();
    await gone?.close();
    await Promise.all(tabs.map(expectToMove));
  });

  await test.step('each tab shows the end', async () => {
    trickle.end();
    for (const tab of tabs)
      await expect(tab.getByRole('link', { name: 'Browse' })).toBeVisible({ timeout: 30_000 });
  });
  expect(mostStreams()).toBe(1);
  expect(faults.flat()).toEqual([]);
});

/** The size read so far stands first in the headline; it grows while the backup runs. */
async function expectToMove(tab: Page): Promise<void> {
  const headline = tab.locator('strong').first();
  const before = (await headline.textContent()) ?? '';
  await expect(headline).not.toHaveText(before);
}

/** How many event streams were ever open at once in this browser. */
function countStreams(context: BrowserContext): () => number {
  const open = new Map<Request, Page>();
  let most = 0;
  const end = (request: Request) => open.delete(request);
  context.on('requestfinished', end);
  context.on('requestfailed', end);
  context.on('request', (request) => {
    if (!request.url().includes('jobs.onNews')) return;
    for (const [other, page] of open) if (page.isClosed()) open.delete(other);
    open.set(request, request.frame().page());
    most = Math.max(most, open.size);
  });
  return () => most;
}
