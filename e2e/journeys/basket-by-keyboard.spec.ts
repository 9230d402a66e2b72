import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Locator, test } from '@playwright/test';
import { expectAccessible, setUp, tabTo, title, watchConsole } from '../person/person.ts';
import { makeArchive } from '../source/make-archive.ts';

test('browse, basket and restore without a mouse; the focus is never lost', async ({ page }) => {
  await using house = await startHouse();
  const names = ['one', 'three', 'two'];
  const { source, archiveId } = await makeArchive(
    house,
    Object.fromEntries(names.map((name) => [name, `the words of ${name}`])),
  );
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const { keyboard } = page;
  const bar = page.getByRole('region', { name: 'Basket' });
  const dialog = page.getByRole('dialog');
  const press = async (target: Locator) => {
    await tabTo(page, target);
    await keyboard.press('Enter');
  };

  await test.step('three files are put into the basket, and one is taken out where it is shown', async () => {
    await page.goto(`${house.server.url}/archives/${archiveId}/browse${source}`);
    await expect(page.getByRole('link', { name: 'one', exact: true })).toBeVisible();
    for (const name of names) {
      await keyboard.press('j');
      await expect(page.getByRole('link', { name, exact: true })).toBeFocused();
      await keyboard.press('x');
    }
    await expect(bar).toContainText('3 in the basket');
    await press(bar.getByRole('button', { name: 'Show' }));
    await press(dialog.getByRole('button', { name: /^Take .*three out$/ }));
    await expect(dialog.getByRole('heading', { name: '2 things in the basket' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Take .*two out$/ })).toBeFocused();
    await expectAccessible(page);
    await keyboard.press('Escape');
    await expect(bar.getByRole('button', { name: 'Show' })).toBeFocused();
  });

  await test.step('it is downloaded, emptied and put back', async () => {
    await press(bar.getByRole('button', { name: 'Download as…' }));
    await tabTo(page, dialog.getByRole('radio', { name: 'tar.zst' }));
    await keyboard.press('ArrowDown');
    await expect(dialog.getByRole('radio', { name: 'tar', exact: true })).toBeChecked();
    const download = page.waitForEvent('download');
    await press(dialog.getByRole('link', { name: 'Download' }));
    expect(readFileSync(await (await download).path(), 'latin1')).toContain('the words of two');
    await keyboard.press('Escape');
    await expect(bar.getByRole('button', { name: 'Download as…' })).toBeFocused();
    await press(bar.getByRole('button', { name: 'Clear' }));
    await expect(bar.getByRole('button', { name: 'Put 2 things back' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(bar.getByRole('link', { name: 'Restore…' })).toBeFocused();
    await keyboard.press('Enter');
  });

  await test.step('it is restored, with one thing less', async () => {
    await expect(title(page, 'Restore')).toBeFocused();
    await press(page.getByRole('button', { name: /^Take .*two out$/ }));
    await expect(page.getByRole('button', { name: /^Take .*one out$/ })).toBeFocused();
    const folder = page.getByRole('textbox', { name: 'Folder' });
    await tabTo(page, folder);
    await keyboard.press('Control+a');
    await keyboard.type(join(house.folder, 'restored'));
    const act = page.getByRole('button', { name: /^Restore 1 file/ });
    await expect(act).toBeEnabled({ timeout: 60_000 });
    await press(act);
    await expect(page.getByRole('heading', { name: '1 file restored and read back.' })).toBeVisible({
      timeout: 60_000,
    });
    expect(readFileSync(join(house.folder, 'restored', source, 'one'), 'utf8')).toBe('the words of one');
  });
  expect(faults).toEqual([]);
});
