import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, startHouse } from '@borgcube/testing/house/start-house';
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { expect, test } from '@playwright/test';
import { addLine, choose, setUp, title, watchConsole } from '../person/person.ts';
import { openTrickle } from '../source/open-trickle.ts';

test('the first backup of a machine over ssh, and one file back', async ({ page }) => {
  await using house = await startHouse();
  await using sshd = await startSshd();
  const repository = await house.makeRepository({ name: 'vault' });
  const source = join(house.folder, 'source');
  makeHostileTree(source);
  using trickle = openTrickle(join(source, 'trickle'));
  const faults = watchConsole(page);
  await setUp(page, house.server);

  await test.step('an SSH key that the machine knows', async () => {
    await page.goto(`${house.server.url}/settings/ssh-keys`);
    await page.getByRole('link', { name: 'Add SSH key' }).click();
    await page.getByText('Paste one that exists').click();
    await page.getByLabel('Name').fill('fleet');
    await page.getByLabel('Private key').fill(sshd.privateKey);
    await page.getByRole('button', { name: 'Import key' }).click();
    await expect(page.getByText(sshd.publicKey.split(' ')[1] ?? '-')).toBeVisible();
  });

  await test.step('the client, its test and its host key', async () => {
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('link', { name: 'Add client' }).first().click();
    await page.getByLabel('Host name').fill('web01');
    await page.getByLabel('This client has no connection').uncheck();
    await page.getByLabel('User and host').fill(sshd.remote);
    await page.getByLabel('Port').fill(String(sshd.port));
    await choose(page, 'SSH key', 'fleet');
    await page.getByRole('button', { name: 'Add client' }).click();
    await expect(title(page, 'web01')).toBeVisible();

    await page.getByRole('button', { name: 'Test connection' }).click();
    await expect(page.getByText(sshd.hostKey.fingerprint).first()).toBeVisible();
    await page.getByRole('button', { name: 'Accept host key…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Accept this host key of web01?' });
    await expect(dialog).toContainText(sshd.hostKey.fingerprint);
    await dialog.getByRole('button', { name: 'Accept host key' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(/pinned/)).toBeVisible();
    await expect(page.getByRole('status').getByText(/borg 1\./i)).toBeVisible();
  });

  await test.step('a config that says what the client learns', async () => {
    await page.getByRole('link', { name: 'Configs' }).click();
    await page.getByRole('link', { name: 'Add config' }).click();
    await page.getByLabel('Label').fill('everything');
    await addLine(page, 'paths', source);
    await choose(page, 'Repository', /vault/);
    await choose(page, 'Transport', /^ssh/);
    await expect(page.getByText(/The client learns the passphrase of this repository/)).toBeVisible();
    await page.getByText('Advanced').click();
    await page.getByLabel('Read special files').check();
    await page.getByRole('button', { name: 'Add config' }).click();
    await expect(title(page, 'Config everything')).toBeVisible();
  });

  await test.step('the backup, watched', async () => {
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'now' })).toBeVisible();
    await expect(page.getByText(/\d files? so far/)).toBeVisible();
    await expect(page.getByText('MiB').first()).toBeVisible();
    await expect(page.getByRole('region', { name: /^Log of job/ })).toContainText('trickle');
    trickle.end();
    await expect(page.getByRole('link', { name: 'Browse' })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Good', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('web01-00001').first()).toBeVisible();
  });

  await test.step('one file back', async () => {
    await page.getByRole('link', { name: 'Browse' }).click();
    for (const folder of source.split('/').filter(Boolean))
      await page.getByRole('link', { name: folder, exact: true }).click();
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download binary.bin' }).click();
    const file = await (await saved).path();
    expect(readFileSync(file).equals(readFileSync(join(source, 'binary.bin')))).toBe(true);
  });

  const extracted = join(
    plainBorg(house.folder, CANARY_PASSPHRASE).extract(repository.url, 'web01-00001'),
    source,
  );
  for (const folder of [source, extracted]) rmSync(join(folder, 'trickle'));
  expect(describeTree(extracted)).toEqual(describeTree(source));
  expect(sshd.sessions()).toEqual([]);
  expect(faults).toEqual([]);
});
