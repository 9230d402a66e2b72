import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { setUp, tabTo, title, watchConsole } from '../person/person.ts';
import { openTrickle } from '../source/open-trickle.ts';

test('find, back up, cancel: with the keyboard alone', async ({ page }) => {
  await using house = await startHouse();
  const source = join(house.folder, 'source');
  mkdirSync(source);
  using _trickle = openTrickle(join(source, 'trickle'));
  const repository = await house.makeRepository({ name: 'vault' });
  for (const hostname of ['db01', 'web01', 'web02']) {
    const client = await house.makeClient({ hostname });
    await house.makeConfig({
      label: 'system',
      clientId: client.id,
      repositoryId: repository.id,
      paths: [source],
      readSpecial: true,
    });
  }
  const faults = watchConsole(page);
  await setUp(page, house.server);
  const { keyboard } = page;

  await keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Find or do' })).toBeFocused();
  await keyboard.type('web01');
  const first = page.getByRole('option').first();
  await expect(first).toContainText('Back up web01 now');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await expect(page.getByText(/\d files? so far/)).toBeVisible({ timeout: 30_000 });
  await expect(title(page, /^\d+$/)).toBeFocused();

  const cancel = page.getByRole('button', { name: 'Cancel job…' });
  const keep = page.getByRole('button', { name: 'Keep it running' });
  await tabTo(page, cancel);
  await keyboard.press('Enter');
  await expect(keep).toBeFocused();
  await keyboard.press('Enter'); // a dialog that was just opened is never confirmed by Enter
  await expect(keep).toBeHidden();
  await expect(cancel).toBeFocused();

  await keyboard.press('Enter');
  await expect(keep).toBeFocused();
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: /^Cancel job \d+$/ }));
  await keyboard.press('Enter');
  await expect(page.getByText('This job was cancelled. It made no archive.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('button', { name: 'Retry backup' })).toBeVisible();

  await keyboard.press('g');
  await keyboard.press('j');
  await expect(title(page, 'Jobs')).toBeVisible();
  await expect(page.getByText('Cancelled').first()).toBeVisible();
  // Nothing holds the repository, and nothing of the run is an archive.
  expect(plainBorg(house.folder, CANARY_PASSPHRASE).archiveNames(repository.url)).toEqual([]);
  expect(faults).toEqual([]);
});
