import type { RunningServer } from '@borgcube/testing/server/start-server';
import type { Page } from '@playwright/test';

/** Makes the first admin through the one-time setup link and ends on the start page. */
export async function signIn(page: Page, server: RunningServer): Promise<void> {
  const link = /http:\S+\/setup\?token=\S+/.exec(server.output())?.[0];
  if (link === undefined) throw new Error(`no setup link was printed:\n${server.output()}`);
  await page.goto(link);
  await page.getByLabel('Name').fill('Bench');
  await page.getByLabel('E-mail').fill('bench@example.org');
  await page.getByLabel('Password', { exact: true }).fill('bench-password-1');
  await page.getByRole('button', { name: /go on/i }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/setup'));
}
