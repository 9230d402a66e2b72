import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeSshClient } from '@borgcube/testing/house/make-ssh-client';
import { startHouse } from '@borgcube/testing/house/start-house';
import { startSshd } from '@borgcube/testing/sshd/start-sshd';
import { expect, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { setUp, tabTo, title, watchConsole } from '../person/person.ts';

const PHONE = { width: 390, height: 844 };

test('restore a folder to another client, with one conflict, and read the receipt', async ({ page }) => {
  await using house = await startHouse();
  await using sshd = await startSshd();
  const source = join(house.folder, 'srv');
  writeTree(source);
  const vault = await house.makeRepository({ name: 'vault' });
  const web01 = await makeSshClient(house, sshd, 'web01');
  const key = web01.connection?.sshKeyId ?? undefined;
  await house.makeClient({
    hostname: 'web02',
    connection: {
      remote: sshd.remote,
      port: sshd.port,
      sshKeyId: key,
      hostKeyFingerprint: sshd.hostKey.fingerprint,
    },
  });
  const config = await house.makeConfig({
    label: 'system',
    clientId: web01.id,
    repositoryId: vault.id,
    paths: [source],
    transport: 'pull',
  });
  const { archiveId } = await house.backUp(config.id);
  const target = join(house.folder, 'restored');
  const conflict = join(target, source, 'www', 'index.html');
  mkdirSync(join(target, source, 'www'), { recursive: true });
  writeFileSync(conflict, 'newer, and of this machine');
  const browse = `${house.server.url}/archives/${archiveId}/browse${source}`;
  const faults = watchConsole(page);
  const looks: string[] = [];
  const look = async (name: string) => looks.push(...(await faultsInAllLooks(page, name)));
  await setUp(page, house.server);
  const { keyboard } = page;

  await test.step('a folder is put into the basket by keyboard', async () => {
    await page.goto(browse);
    const folder = page.getByRole('link', { name: 'www' });
    await expect(folder).toBeVisible();
    await keyboard.press('j');
    await expect(folder).toBeFocused();
    await keyboard.press('x');
    await expect(page.getByRole('region', { name: 'Basket' })).toContainText('1 in the basket');
    await look('browser-with-basket');
    await keyboard.press('r');
    await expect(title(page, 'Restore')).toBeFocused();
    await expect(page.getByRole('button', { name: /^Restore 3 files to web01:/ })).toBeEnabled({
      timeout: 60_000,
    });
  });

  await test.step('to another client, where one file is in the way', async () => {
    await tabTo(page, page.getByRole('radio', { name: 'web01, where it comes from' }));
    await keyboard.press('ArrowDown');
    await tabTo(page, page.getByRole('combobox', { name: 'Client' }));
    await keyboard.type('web02');
    await page.getByRole('option', { name: 'web02' }).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await tabTo(page, page.getByRole('textbox', { name: 'Folder' }));
    await keyboard.press('Control+a');
    await keyboard.type(target);
    await expect(page.getByText('1 path is in the way.')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('table', { name: 'What is there already' })).toContainText('Newer there');
    await look('restore-with-conflict');
    await tabTo(page, page.getByRole('radio', { name: 'Refuse' }));
    await keyboard.press('ArrowDown');
    const act = page.getByRole('button', { name: /^Restore 3 files to web02:.*, leave 1 as it is$/ });
    await expect(act).toBeEnabled();
    await tabTo(page, act);
    await keyboard.press('Enter');
  });

  await test.step('the receipt says what was written and what was not', async () => {
    await expect(
      page.getByRole('heading', { name: '2 files restored and read back; 1 file left as it was.' }),
    ).toBeVisible({ timeout: 90_000 });
    await expect(page.getByText(`web02:${target}`)).toBeVisible();
    await look('restore-done');
    await page.getByRole('button', { name: /^Skipped/ }).click();
    await expect(page).toHaveURL(/receipt=skipped/);
    const skipped = page.getByRole('table', { name: 'Paths of the receipt' });
    await expect(skipped).toContainText('index.html');
    await expect(skipped).toContainText('it was there already');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'JSON' }).click();
    const { lines } = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    expect(lines).toContainEqual(
      expect.objectContaining({ path: `${source.slice(1)}/www/index.html`, outcome: 'skipped' }),
    );
    expect(readFileSync(conflict, 'utf8')).toBe('newer, and of this machine');
    expect(readFileSync(join(target, source, 'www', 'style.css'), 'utf8')).toBe('body {}');
    expect(readFileSync(join(target, source, 'www', 'img', 'logo.svg'), 'utf8')).toBe('<svg/>');
  });

  await test.step('on a phone: found by name, refused when it is in the way, and then changed', async () => {
    await page.setViewportSize(PHONE);
    await page.goto(`${house.server.url}/archives?q=notes.txt`);
    await page.getByRole('button', { name: /^Put into basket: .*notes\.txt$/ }).click();
    await page.getByRole('link', { name: 'Restore…' }).click();
    await page.getByRole('textbox', { name: 'Folder' }).fill(target);
    const act = page.getByRole('button', { name: /^Restore 1 file to web01:/ });
    await expect(act).toBeEnabled({ timeout: 60_000 });
    // Somebody is quicker.
    writeFileSync(join(target, source, 'notes.txt'), 'in the way');
    await act.click();
    await expect(page.getByRole('heading', { name: 'Files are in the way at the target.' })).toBeVisible({
      timeout: 60_000,
    });
    await page.getByRole('button', { name: 'Change and restore…' }).click();
    await expect(page.getByText('1 path is in the way.')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('radio', { name: 'Replace it' }).check();
    await page.getByRole('button', { name: /^Restore 1 file to web01:.*, replace 1$/ }).click();
    await expect(page.getByRole('heading', { name: '1 file restored and read back.' })).toBeVisible({
      timeout: 90_000,
    });
    expect(readFileSync(join(target, source, 'notes.txt'), 'utf8')).toBe('as it was');
  });

  expect(looks).toEqual([]);
  expect(faults).toEqual([]);
});

/** Three files in a folder beside another file, all as of a time that is past. */
function writeTree(source: string): void {
  mkdirSync(join(source, 'www', 'img'), { recursive: true });
  const files = {
    'notes.txt': 'as it was',
    'www/index.html': '<h1>old</h1>',
    'www/style.css': 'body {}',
    'www/img/logo.svg': '<svg/>',
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(source, name), content);
    utimesSync(join(source, name), 1_790_000_000, 1_790_000_000);
  }
}
