import { AxeBuilder } from '@axe-core/playwright';
import type { RunningServer } from '@borgcube/testing/server/start-server';
import { expect, type Locator, type Page } from '@playwright/test';

export const PASSWORD = 'correct horse battery';

/** The one-time link that the server printed at its start. */
export function setupLink(server: RunningServer): string {
  const link = /http:\S+\/setup\?token=\S+/.exec(server.output())?.[0];
  expect(link, server.output()).toBeTruthy();
  return link ?? '';
}

/** Follows the one-time link and becomes the first admin. */
export async function setUp(page: Page, server: RunningServer): Promise<void> {
  // It answers a moment before it has printed the link.
  await expect.poll(() => server.output()).toContain('/setup?token=');
  await page.goto(setupLink(server));
  await page.getByLabel('Name').fill('Mia Keller');
  await page.getByLabel('E-mail').fill('mia@example.org');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
}

/** Mantine's select: opened, then the option is pressed. */
export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Heading of the page in sight. */
export function title(page: Page, name: string | RegExp): Locator {
  return page.getByRole('heading', { level: 1, name, ...(typeof name === 'string' && { exact: true }) });
}

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Adds lines to a list editor (paths, excludes). */
export async function addLine(page: Page, list: string, line: string): Promise<void> {
  const input = page.getByRole('textbox', { name: `Add to ${list}` });
  await input.fill(line);
  await input.press('Enter');
}

/** No accessibility fault that axe can find on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
}

/**
 * Collects what a healthy console never prints; check it at the end of a journey. Chromium itself prints each refused
 * request; the statuses of those that a journey provokes are named.
 */
export function watchConsole(page: Page, ...refusals: number[]): string[] {
  const found: string[] = [];
  page.on('console', (message) => {
    const refused = /server responded with a status of (\d+)/.exec(message.text())?.[1];
    if (message.type() === 'error' && !refusals.includes(Number(refused)))
      found.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => found.push(String(error)));
  return found;
}
