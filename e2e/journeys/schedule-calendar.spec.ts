import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { choose, expectAccessible, setUp, title, watchConsole } from '../person/person.ts';

const BERLIN = 'Europe/Berlin';

test('every weekday at 02:30 in Berlin is built, saved, and seen in the calendar', async ({ page }) => {
  await using house = await startHouse({ env: { BORGCUBE_TIME_ZONE: BERLIN } });
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'file'), 'text');
  const repository = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'db01' });
  const config = await house.makeConfig({
    label: 'dumps',
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  await house.backUp(config.id);
  const faults = watchConsole(page);
  await setUp(page, house.server);

  await test.step('built from controls, with what it matches', async () => {
    await page.goto(`${house.server.url}/schedules/new`);
    await page.getByLabel('Name').fill('Workdays');
    await page.getByLabel('How often').selectOption('Monday to Friday');
    await page.getByLabel('Time of day').fill('02:30');
    await page.getByRole('button', { name: 'Add action' }).click();
    await page.getByRole('menuitem', { name: 'Bulk backup' }).click();
    await page.getByLabel('Hosts').fill('DB\\d+');
    await expect(page.getByText('matches 1 config: dumps of db01')).toBeVisible();
    await expect(page.getByText('every weekday at 02:30')).toBeVisible();
    await page.getByText('Words', { exact: true }).click();
    await expect(page.getByText('Every weekday at 02:30.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save schedule' }).click();
    await expect(title(page, 'Workdays')).toBeVisible();
  });

  await test.step('another at the same time is told that it waits, and moves', async () => {
    await page.goto(`${house.server.url}/schedules/new`);
    await page.getByLabel('Name').fill('Also then');
    await page.getByLabel('How often').selectOption('Monday to Friday');
    await page.getByLabel('Time of day').fill('02:30');
    await page.getByRole('button', { name: 'Add action' }).click();
    await page.getByRole('menuitem', { name: 'Backup', exact: true }).click();
    await choose(page, 'Backup config', /dumps/);
    await expect(page.getByText(/^vault busy, waits about/).first()).toBeVisible();
    await page.getByRole('button', { name: '02:45' }).click();
    await expect(page.getByText('Nothing waits then.')).toBeVisible();
    await expect(page.getByLabel('Time of day')).toHaveValue('02:45');
  });

  await test.step('in the calendar, on the next working days alone', async () => {
    await page.goto(`${house.server.url}/schedules`);
    await page.getByRole('link', { name: 'Calendar' }).click();
    const days = nextDays(7);
    for (const day of days) {
      await page.goto(
        `${house.server.url}/schedules/calendar/${day.slice(0, 7)}?day=${Number(day.slice(8))}`,
      );
      const cell = page.locator(`td[data-day="${day}"]`);
      const isWorkday = ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      if (isWorkday) await expect(cell.getByRole('listitem')).toHaveText('02:30Workdays');
      else await expect(cell.getByRole('listitem')).toHaveCount(0);
    }
    const panel = page.getByRole('complementary', { name: 'Chosen day' });
    await expect(panel).toContainText(/Clock changes.*(forward|→)/s);
    await expectAccessible(page);
  });

  await test.step('what waits is moved from there', async () => {
    await house.mutate('schedules.create', {
      name: 'Nightly',
      recurrence: 'RRULE:FREQ=DAILY',
      recurrenceStart: '2026-01-01T02:30:00',
      timeZone: BERLIN,
      actions: [{ kind: 'borgcube.backup', data: { backupConfigId: config.id } }],
    });
    const workday =
      nextDays(4).find((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())) ?? '';
    await page.goto(
      `${house.server.url}/schedules/calendar/${workday.slice(0, 7)}?day=${Number(workday.slice(8))}`,
    );
    const panel = page.getByRole('complementary', { name: 'Chosen day' });
    await expect(panel.getByRole('heading', { name: /waits about/ })).toBeVisible();
    await expect(page.locator(`td[data-day="${workday}"]`)).toContainText('1 waits');
    await panel.getByRole('button', { name: 'Move to 02:45' }).click();
    await expect(panel.getByRole('heading', { name: /waits about/ })).toHaveCount(0);
    await expect(page.locator(`td[data-day="${workday}"]`)).toContainText('02:45');
  });

  await test.step('by keyboard from day to day', async () => {
    const [day = ''] = nextDays(1);
    await page.goto(`${house.server.url}/schedules/calendar/${day.slice(0, 7)}?day=${Number(day.slice(8))}`);
    await page.locator(`td[data-day="${day}"] a`).focus();
    const week = page.locator('td a:focus');
    const before = await week.getAttribute('aria-label');
    await page.keyboard.press('ArrowRight');
    await expect(week).not.toHaveAttribute('aria-label', before ?? '');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/day=/);
  });

  await test.step('on a phone, as a list by day', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('link', { name: 'Workdays' }).first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
  expect(faults).toEqual([]);
});

/** The coming days, from tomorrow on, on the calendar of Berlin. */
function nextDays(count: number): string[] {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: BERLIN, dateStyle: 'short' });
  return Array.from({ length: count }, (_, day) => wall.format(Date.now() + (day + 1) * 86_400_000));
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
}
