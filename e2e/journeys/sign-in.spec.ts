import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, test } from '@playwright/test';
import { PASSWORD, setUp, setupLink, title, watchConsole } from '../person/person.ts';

test('the setup link works once; signing in, being refused, signing out', async ({ page, browser }) => {
  await using house = await startHouse();
  const faults = watchConsole(page, 401, 429);
  const link = setupLink(house.server);

  await test.step('before there is an account, the sign-in page leads to the link', async () => {
    await page.goto(`${house.server.url}/jobs`);
    await expect(title(page, 'Not set up yet')).toBeVisible();
  });

  await setUp(page, house.server);
  await test.step('a second visitor with the same link gets no account', async () => {
    const other = await browser.newContext();
    const visitor = await other.newPage();
    await visitor.goto(link);
    await expect(visitor.getByText('The setup link works once and has been used.')).toBeVisible();
    await expect(visitor.getByLabel('Password')).toHaveCount(0);
    await visitor.goto(`${house.server.url}/clients`);
    await expect(title(visitor, 'Sign in')).toBeVisible();
    await other.close();
  });

  await test.step('signed out, a deep link asks first and then leads on', async () => {
    await page.getByRole('button', { name: 'Mia Keller: account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(title(page, 'Sign in')).toBeVisible();
    await page.goBack();
    await expect(title(page, 'Sign in')).toBeVisible();
    await page.goto(`${house.server.url}/jobs?state=failed`);
    await expect(title(page, 'Sign in')).toBeVisible();
    await page.getByLabel('E-mail').fill('mia@example.org');
    await page.getByLabel('Password', { exact: true }).fill('not her password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toHaveText('E-mail or password is wrong.');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByLabel('Password', { exact: true }).press('Enter');
    await expect(title(page, 'Jobs')).toBeVisible();
    expect(new URL(page.url()).search).toBe('?state=failed');
  });

  await test.step('who keeps guessing is told to wait, even with the right password', async () => {
    const other = await browser.newContext();
    const guesser = await other.newPage();
    await guesser.goto(`${house.server.url}/sign-in`);
    await guesser.getByLabel('E-mail').fill('mia@example.org');
    await guesser.getByLabel('Password', { exact: true }).fill('a guess of hers');
    const alert = guesser.getByRole('alert');
    await expect(async () => {
      await guesser.getByRole('button', { name: 'Sign in' }).click();
      await expect(alert).toContainText('Too many attempts.', { timeout: 500 });
    }).toPass({ timeout: 20_000 });
    await guesser.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await guesser.getByRole('button', { name: 'Sign in' }).click();
    await expect(guesser.getByRole('button', { name: 'Sign in' })).toBeEnabled();
    await expect(alert).toContainText('Too many attempts.');
    await other.close();
  });

  await test.step('a session that ended elsewhere leads to the sign-in page', async () => {
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await expect(title(page, 'Sign in')).toBeVisible();
  });
  expect(faults).toEqual([]);
});
