import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { setUp, tabTo, title, watchConsole } from '../person/person.ts';

test('a dialog gives the focus back to what opened it, and to the heading where that is gone', async ({
  page,
}) => {
  await using house = await startHouse();
  const faults = watchConsole(page);
  await setUp(page, house.server);
  await house.mutate('users.create', {
    name: 'Vera Blick',
    email: 'vera@example.org',
    role: 'viewer',
    password: 'looks and never touches',
  });
  await house.mutate('tokens.create', { name: 'monitoring', role: 'viewer' });
  await house.mutate('sshKeys.generate', { name: 'fleet' });
  const channel = await house.mutate<{ id: string }>('notifications.channels.create', {
    name: 'Mail',
    kind: 'email',
    data: { to: ['mia@example.org'], from: 'backup@example.org', host: '127.0.0.1', port: 25 },
  });
  const { keyboard } = page;
  const dialog = page.getByRole('dialog');

  for (const { address, opener, act, typed } of [
    { address: '/settings/users', opener: 'Delete Vera Blick', act: 'Delete user' },
    { address: '/settings/tokens', opener: 'Delete monitoring', act: 'Delete token' },
    { address: '/settings/ssh-keys', opener: 'Delete fleet', act: 'Delete SSH key', typed: 'fleet' },
    { address: '/settings/notifications', opener: /^Delete rule/, act: 'Delete rule' },
    {
      address: `/settings/notifications/channels/${channel.id}`,
      opener: 'Delete channel…',
      act: 'Delete channel',
    },
  ])
    await test.step(act, async () => {
      await page.goto(house.server.url + address);
      const button = page.getByRole('button', { name: opener });
      await expect(button).toBeVisible();
      await tabTo(page, button);
      await keyboard.press('Enter');
      await expect(dialog).toBeVisible();
      await keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
      await expect(button).toBeFocused();
      await keyboard.press('Enter');
      await expect(dialog).toBeVisible();
      if (typed !== undefined) await keyboard.type(typed);
      await tabTo(page, dialog.getByRole('button', { name: act }));
      await keyboard.press('Enter');
      await expect(button).toHaveCount(0);
      await expect(title(page, 'Settings')).toBeFocused();
    });

  await test.step('the keys of the page', async () => {
    await page.goto(`${house.server.url}/archives`);
    const find = page.getByRole('searchbox', { name: 'Find archives and files' });
    const link = page.getByRole('link', { name: 'Import archives' });
    await expect(find).toBeVisible();
    await tabTo(page, link);
    await keyboard.press('?');
    await expect(dialog).toBeVisible();
    await keyboard.press('Escape');
    await expect(link).toBeFocused();
  });
  expect(faults).toEqual([]);
});
