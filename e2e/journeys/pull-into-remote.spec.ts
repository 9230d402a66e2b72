import { join } from 'node:path';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { CANARY_PASSPHRASE, startHouse } from '@borgcube/testing/house/start-house';
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { expect, test } from '@playwright/test';
import { addLine, choose, PASSWORD, setUp, title, watchConsole } from '../person/person.ts';

test('a repository behind ssh, its key kit, and a client that learns nothing', async ({ page }) => {
  await using house = await startHouse();
  await using sshd = await startSshd();
  const source = join(house.folder, 'source');
  const place = join(house.folder, 'far-away');
  makeHostileTree(source);
  await makeSshClient(house, sshd, 'web01');
  const faults = watchConsole(page, 400);
  await setUp(page, house.server);

  await test.step('the repository, once its machine is known', async () => {
    await page.goto(`${house.server.url}/repositories/new`);
    await page.getByLabel('Name').fill('attic');
    await page.getByLabel('Path or URL').fill(`ssh://${sshd.remote}:${sshd.port}${place}`);
    await page.getByLabel('Passphrase', { exact: true }).fill(CANARY_PASSPHRASE);
    await page.getByText('Advanced').first().click();
    await choose(page, 'SSH key', 'web01');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByRole('button', { name: 'Accept host key…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Accept this host key of 127.0.0.1?' });
    await expect(dialog).toContainText(sshd.hostKey.fingerprint);
    await dialog.getByRole('button', { name: 'Accept host key' }).click();
    await expect(dialog).toBeHidden();
    await page.getByRole('button', { name: 'Make repository' }).click();
    await expect(title(page, 'attic')).toBeVisible({ timeout: 60_000 });
  });

  await test.step('its key kit', async () => {
    await expect(page.getByText('Key kit not printed')).toBeVisible();
    await page.getByRole('link', { name: 'Print key kit' }).click();
    await page.getByRole('button', { name: 'Show key kit…' }).click();
    await page.getByLabel('Your password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Show key kit', exact: true }).click();
    const kit = page.getByRole('article', { name: 'Key kit of attic' });
    await expect(kit).toContainText('BORG_KEY');
    await expect(kit).toContainText('borg key import');
    await expect(kit).not.toContainText(CANARY_PASSPHRASE);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('button', { name: 'Print key kit' })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'It is printed and put away' }).click();
    await expect(page.getByText('Noted.')).toBeVisible();
    await page.getByRole('link', { name: 'Summary' }).click();
    await expect(page.getByText('Key kit not printed')).toBeHidden();
    await expect(page.getByText('Nobody works on it')).toBeVisible();
  });

  await test.step('a pull into it', async () => {
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('link', { name: 'web01' }).first().click();
    await page.getByRole('link', { name: 'Configs' }).click();
    await page.getByRole('link', { name: 'Add config' }).click();
    await page.getByLabel('Label').fill('everything');
    await addLine(page, 'paths', source);
    await addLine(page, 'excludes', 're:^nothing');
    await choose(page, 'Repository', /attic/);
    await choose(page, 'Transport', /^pull/);
    await expect(page.getByText(/It learns nothing/)).toBeVisible();
    await page.getByRole('button', { name: 'Add config' }).click();
    await expect(page.getByText(/patterns cannot be given to tar/).first()).toBeVisible();
    await page.getByLabel('Excludes, line 1').fill('sh:**/nothing');
    await page.getByRole('button', { name: 'Add config' }).click();
    await expect(title(page, 'Config everything')).toBeVisible();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByRole('link', { name: 'Browse' })).toBeVisible({ timeout: 90_000 });
  });

  expect(plainBorg(house.folder, CANARY_PASSPHRASE).archiveNames(place)).toEqual(['web01-00001']);
  expect(faults).toEqual([]);
});
