import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { setUp, title, watchConsole } from '../person/person.ts';

test('a backup that fails says why and what to press, and the incident ends once it is mended', async ({
  page,
}) => {
  await using house = await startHouse();
  const source = join(house.folder, 'mail');
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'mail01' });
  await house.makeConfig({
    label: 'mailboxes',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const card = page.getByRole('region', { name: `mail01 has no ${source}.` });

  await test.step('the failure card', async () => {
    await page.goto(`${house.server.url}/clients/${client.id}`);
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(card).toBeVisible({ timeout: 30_000 });
    await expect(card).toContainText('client-path-missing');
    await expect(card).toContainText(
      'Nothing was read and nothing was written. A volume may not be mounted.',
    );
    await expect(card.getByRole('list')).toContainText(source);
    await expect(card.getByRole('link', { name: 'Edit config' })).toBeVisible();
  });

  const incident = page.getByRole('listitem').filter({ hasText: 'mail01' }).filter({ hasText: 'Failed' });
  await test.step('the incident on the Overview', async () => {
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await expect(page.getByText('one last backup failed.')).toBeVisible();
    await expect(incident).toContainText(`${source} is missing`);
    await incident.getByRole('link', { name: /^Job \d/ }).click();
    await expect(card).toBeVisible();
  });

  await test.step('the same cause again is one incident', async () => {
    await card.getByRole('button', { name: 'Retry backup' }).click();
    await expect(page.getByRole('heading', { name: 'Attempts' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Retry of')).toBeVisible();
  });

  await test.step('mended and retried', async () => {
    mkdirSync(source);
    writeFileSync(join(source, 'inbox'), 'letters');
    await card.getByRole('button', { name: 'Retry backup' }).click();
    await expect(page.getByRole('link', { name: 'Browse' })).toBeVisible({ timeout: 30_000 });
    await expect(card).toBeHidden();
  });

  await test.step('the Overview says that it is over', async () => {
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await expect(title(page, 'Overview')).toBeVisible();
    await expect(page.getByText('The one client is inside its objective.')).toBeVisible();
    await expect(page.getByText(/Nothing needs you\. Checked/)).toBeVisible();
    await expect(incident).toHaveCount(0);
  });
  expect(faults).toEqual([]);
});
