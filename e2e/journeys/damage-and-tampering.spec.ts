import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { flipBytes, segmentFiles } from '@borgcube/testing/damage/damage-repository';
import { CANARY_PASSPHRASE, startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { choose, setUp, title, watchConsole } from '../person/person.ts';

test.describe.configure({ timeout: 400_000 });

const LOOKED_AT: ReadonlySet<string> = new Set(['check-failed', 'repository-damaged', 'repository-tampered']);

test('a repository is checked, found damaged, tampered with, and cleaned up', async ({ page }) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const vault = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'db01' });
  const source = join(house.folder, 'source');
  mkdirSync(source);
  const config = await house.makeConfig({ clientId: client.id, repositoryId: vault.id, paths: [source] });
  for (let n = 0; n < 4; n += 1) {
    writeFileSync(join(source, 'data'), randomBytes(200_000));
    await house.backUp(config.id);
  }
  const looks: string[] = [];
  const look = async (name: string) => {
    if (process.env.SHOTS) await shoot(page, name);
    // The others are looked at with every page; this takes its time.
    if (LOOKED_AT.has(name)) looks.push(...(await faultsInAllLooks(page, name)));
  };

  await test.step('a check is added and finds nothing wrong', async () => {
    await page.goto(`${house.server.url}/verification`);
    await expect(page.getByText('The repository was never checked.')).toBeVisible();
    await page.getByRole('link', { name: 'Add check' }).click();
    await choose(page, 'Repository', 'vault');
    await page.getByLabel('Label').fill('weekly');
    await page.getByLabel('Verify the data').check();
    await look('new-check');
    await page.getByRole('button', { name: 'Add check' }).click();
    await expect(title(page, 'Check weekly')).toBeVisible();
    await page.getByRole('button', { name: 'Run check' }).click();
    await expect(
      page.getByText('Checked the repository, all data and 4 archives: nothing wrong.'),
    ).toBeVisible({
      timeout: 60_000,
    });
    await look('check-done');
    await page.getByRole('link', { name: 'Verification' }).click();
    await expect(page.getByText('The repository was sound when it was last checked.')).toBeVisible();
    await look('verification');
  });

  await test.step('damage fails the next check, which names it', async () => {
    const [segment = ''] = segmentFiles(vault.url);
    const mend = flipBytes(segment);
    await page.getByRole('link', { name: 'weekly' }).click();
    await page.getByRole('button', { name: 'Run check' }).click();
    await expect(page.getByRole('heading', { name: /^vault is damaged: / })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('What is damaged')).toBeVisible();
    await look('check-failed');
    await page.getByRole('link', { name: 'Open repository' }).click();
    await expect(page.getByText('A check found vault damaged.')).toBeVisible();
    await look('repository-damaged');
    mend();
    await page.getByRole('link', { name: 'Open checks' }).click();
    await look('repository-checks');
    await page.getByRole('link', { name: 'weekly' }).click();
    await page.getByRole('button', { name: 'Run check' }).click();
    await expect(page.getByText(/nothing wrong\.$/)).toBeVisible({ timeout: 60_000 });
  });

  await test.step('what someone else deleted is told, and accepted', async () => {
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    const [first = ''] = borg.archiveNames(vault.url);
    borg.run(['delete', `${vault.url}::${first}`]);
    await page.goto(`${house.server.url}/repositories/${vault.id}`);
    await page.getByRole('button', { name: 'More acts' }).click();
    await page.getByRole('menuitem', { name: 'Sync archives' }).click();
    await expect(
      page.getByRole('heading', { name: /changed by someone else: 1 archive is gone/ }),
    ).toBeVisible({
      timeout: 60_000,
    });
    await page.goto(house.server.url);
    await expect(page.getByText('vault was changed by someone else.').first()).toBeVisible();
    await page.goto(`${house.server.url}/repositories/${vault.id}`);
    await expect(page.getByText(first).first()).toBeVisible();
    await look('repository-tampered');
    await page.getByRole('button', { name: 'Accept that they are gone…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Accept that 1 archive of vault is gone?' });
    await expect(dialog.getByRole('button', { name: 'Forget 1 archive' })).toBeDisabled();
    await dialog.getByLabel('Type vault to confirm').fill('vault');
    await dialog.getByRole('button', { name: 'Forget 1 archive' }).click();
    await expect(page.getByRole('heading', { name: /changed by someone else/ })).toBeHidden();
  });

  await test.step('archives are deleted by name, and their room is given back', async () => {
    await page.getByRole('link', { name: 'Archives', exact: true }).first().click();
    await page.getByRole('checkbox', { name: 'Select all shown' }).check();
    await page.getByRole('checkbox').nth(1).uncheck();
    await page.getByRole('button', { name: 'Delete…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete 2 archives of db01?' });
    await dialog.getByLabel('Type db01 to confirm').fill('db01');
    if (process.env.SHOTS) await shoot(page, 'delete-archives-dialog');
    await dialog.getByRole('button', { name: 'Delete 2 archives' }).click();
    await expect(page.getByText('2 archives deleted.')).toBeVisible({ timeout: 60_000 });
    await page.goto(`${house.server.url}/repositories/${vault.id}`);
    await page.getByRole('button', { name: 'More acts' }).click();
    await page.getByRole('menuitem', { name: 'Compact' }).click();
    await expect(page.getByText(/^Compaction freed about/)).toBeVisible({ timeout: 60_000 });
    await look('compaction');
  });

  await test.step('archives of another Borg are imported', async () => {
    plainBorg(house.folder, CANARY_PASSPHRASE).run(['create', `${vault.url}::old-1`, source]);
    await page.goto(`${house.server.url}/archives`);
    await page.getByRole('link', { name: 'Import archives' }).click();
    // The page before has a field of the same name.
    await expect(title(page, 'Import archives')).toBeVisible();
    await choose(page, 'Client', 'db01');
    await choose(page, 'Repository', 'vault');
    await page.getByLabel('Archive', { exact: true }).fill('OLD-.*');
    await page.getByLabel('It is a pattern').check();
    await look('import');
    await page.getByRole('button', { name: 'Import archives' }).click();
    await expect(page.getByText('1 archive imported.')).toBeVisible({ timeout: 60_000 });
  });

  expect(looks).toEqual([]);
  expect(faults).toEqual([]);
});

test('a forgotten repository is brought back with its secrets', async ({ page }) => {
  await using house = await startHouse();
  const faults = watchConsole(page, 404);
  await setUp(page, house.server);
  const vault = await house.makeRepository({ name: 'vault' });
  await page.goto(`${house.server.url}/repositories/${vault.id}`);
  await page.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name: 'Forget repository…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Forget repository vault?' });
  await dialog.getByLabel('Type vault to confirm').fill('vault');
  await dialog.getByRole('button', { name: 'Forget repository' }).click();
  await expect(title(page, 'Repositories')).toBeVisible();

  await page.goto(`${house.server.url}/settings/system`);
  await expect(page.getByText('Forgotten repositories')).toBeVisible();
  if (process.env.SHOTS) await shoot(page, 'forgotten');
  expect(await faultsInAllLooks(page, 'forgotten')).toEqual([]);
  const [forgotten] = JSON.parse(house.server.run('repository', 'forgotten', '--json'));
  const revealed = JSON.parse(house.server.run('repository', 'reveal', forgotten.id, '--json'));
  expect(revealed.passphrase).toBe(CANARY_PASSPHRASE);
  await page.getByRole('button', { name: 'Bring back' }).click();
  await expect(title(page, 'vault')).toBeVisible();
  await page.getByRole('button', { name: 'Connect again' }).click();
  await expect(page.getByText('Connected').first()).toBeVisible();
  expect(faults).toEqual([]);
});

/** Pictures for a person's eyes, where SHOTS names a folder. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(process.env.SHOTS ?? '', `${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}
