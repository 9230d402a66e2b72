import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { choose, setUp, title, watchConsole } from '../person/person.ts';

const BERLIN = 'Europe/Berlin';

test('a schedule shows what it will do before it is saved, and then does it', async ({ page }) => {
  await using house = await startHouse();
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'file'), 'text');
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'db01' });
  await house.makeConfig({
    label: 'dumps',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const faults = watchConsole(page, 400);
  await setUp(page, house.server);
  const next = page.getByRole('table', { name: 'Next occurrences' });
  const rows = next.getByRole('row').filter({ hasText: /\dZ/ });

  await test.step('weekdays at 02:30 in Berlin', async () => {
    await page.goto(`${house.server.url}/schedules/new`);
    await page.getByLabel('Name').fill('Workdays');
    await chooseZone(page, BERLIN);
    await page.getByLabel('How often').selectOption('Monday to Friday');
    await page.getByLabel('Time of day').fill('02:30');
    await expect(page.getByText('every weekday at 02:30')).toBeVisible();
    await expect(rows).toHaveCount(10);
    await expect(rows.filter({ hasText: '02:30' })).toHaveCount(10);
    await expect(rows.filter({ hasText: /^(Sat|Sun)/ })).toHaveCount(0);
  });

  const change = lastSundayOfMarch();
  await test.step('over the change of the clocks', async () => {
    await page.getByLabel('Starts on').fill(dayBefore(change, 6));
    await expect(rows.filter({ hasText: 'CET' })).toHaveCount(5);
    await expect(rows.filter({ hasText: 'CEST' })).toHaveCount(5);
    await page.getByLabel('How often').selectOption('Every day');
    await page.getByLabel('Starts on').fill(dayBefore(change, 6));
    await expect(next).toContainText('Clocks go forward: 02:30 does not exist');
    await expect(rows.filter({ hasText: /^Sun/ }).first()).toContainText('03:30');
  });

  await test.step('a rule as text, and why one is refused', async () => {
    await page.getByText('Rule', { exact: true }).click();
    const rule = page.getByRole('textbox', { name: 'Rule' });
    await rule.fill('RRULE:FREQ=MINUTELY;BYHOUR=3');
    await expect(page.getByRole('status')).toContainText(['counts elapsed time and cannot be bound']);
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await expect(rule).toBeFocused();
    await expect(rule).toHaveAccessibleDescription(/counts elapsed time/);
    await rule.fill('RRULE:FREQ=MONTHLY;BYDAY=1SU');
    await page.getByRole('button', { name: /^Use the first match/ }).click();
    await expect(rows.filter({ hasText: /^Sun/ })).toHaveCount(10);
  });

  await test.step('saved, it is next up', async () => {
    await page.getByRole('button', { name: 'Add action' }).click();
    await page.getByRole('menuitem', { name: 'Backup', exact: true }).click();
    await choose(page, 'Backup config', /dumps/);
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await expect(title(page, 'Workdays')).toBeVisible();
    await page.getByRole('link', { name: 'Schedules', exact: true }).first().click();
    await expect(page.getByRole('row', { name: /Workdays/ })).toBeVisible();
  });

  await test.step('one that is seconds ahead runs', async () => {
    await page.getByRole('link', { name: 'Add schedule' }).click();
    await page.getByLabel('Name').fill('Soon');
    await chooseZone(page, BERLIN);
    await page.getByRole('button', { name: 'Add action' }).click();
    await page.getByRole('menuitem', { name: 'Backup', exact: true }).click();
    await choose(page, 'Backup config', /dumps/);
    await page.getByText('Rule', { exact: true }).click();
    await page.getByLabel('Starts on').fill(berlin(-60).slice(0, 10));
    await page.getByLabel('Starts at').fill(berlin(-60).slice(11, 16));
    await page.getByRole('textbox', { name: 'Rule' }).fill(`RDATE:${berlin(10).replaceAll(/[-:]/g, '')}`);
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await expect(title(page, 'Soon')).toBeVisible();
    const ran = page.getByRole('row').filter({ hasText: 'Ran' });
    await expect(ran).toBeVisible({ timeout: 40_000 });
    await ran.getByRole('link').click();
    await expect(page.getByRole('link', { name: 'Browse' })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Soon')).toBeVisible();
    await page.getByRole('link', { name: 'Overview', exact: true }).click();
    await expect(page.getByRole('link', { name: 'Workdays' })).toBeVisible();
  });
  expect(faults).toEqual([]);
});

async function chooseZone(page: Page, zone: string): Promise<void> {
  const input = page.getByRole('combobox', { name: 'Time zone' });
  await input.fill(zone);
  await page.getByRole('option', { name: zone, exact: true }).click();
}

/** What the clocks of Berlin show in some seconds, `2026-11-22T02:30:00`. */
function berlin(inSeconds: number): string {
  return new Date(Date.now() + inSeconds * 1000)
    .toLocaleString('sv-SE', { timeZone: BERLIN })
    .replace(' ', 'T');
}

/** The next one that is at least a week ahead: then the clocks of Berlin go forward at 02:00. */
function lastSundayOfMarch(): Date {
  const soon = Date.now() + 7 * 86_400_000;
  for (let year = new Date().getUTCFullYear(); ; year += 1) {
    const last = new Date(Date.UTC(year, 2, 31));
    last.setUTCDate(31 - last.getUTCDay());
    if (last.getTime() > soon) return last;
  }
}

function dayBefore(day: Date, days: number): string {
  return new Date(day.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
