import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHouse } from '@borgcube/testing/house/start-house';
import { expect, type Page, test } from '@playwright/test';
import { faultsInAllLooks } from '../person/looks.ts';
import { addLine, choose, setUp, title, watchConsole } from '../person/person.ts';

const PHONE = { width: 390, height: 844 };

test('a drill is proposed, run, and its proof is seen', async ({ page }) => {
  await using house = await startHouse();
  const source = join(house.folder, 'source');
  writeSource(source);
  const vault = await house.makeRepository({ name: 'vault' });
  const client = await house.makeClient({ hostname: 'web01' });
  const faults = watchConsole(page, 400);
  const looks: string[] = [];
  const look = async (name: string) => looks.push(...(await faultsInAllLooks(page, name)));
  await setUp(page, house.server);

  await test.step('a new config proposes a weekly drill, which one press adds', async () => {
    await page.goto(`${house.server.url}/clients/${client.id}/configs/new`);
    await page.getByLabel('Label').fill('system');
    const paths = page.getByRole('textbox', { name: 'Add to paths' });
    await paths.fill(source);
    await paths.press('Enter');
    await choose(page, 'Repository', 'vault');
    await choose(page, 'Transport', /^local/);
    await page.getByRole('button', { name: 'Add config' }).click();
    const proposal = page.getByRole('region', { name: 'Restore drill' });
    await expect(proposal).toContainText(/Next: \w{3} \d+ \w{3}/);
    await look('drill-proposal');
    await proposal.getByRole('button', { name: 'Not now' }).click();
    await expect(page.getByText('No drill of this config is scheduled.')).toBeVisible();
    await page.getByRole('button', { name: 'Propose one' }).click();
    await proposal.getByRole('button', { name: 'Add weekly drill' }).click();
    await expect(page.getByRole('link', { name: 'Restore drill of web01 system' })).toBeVisible();
  });

  const [config] = (
    await house.query<{ items: { id: string }[] }>('backupConfigs.list', { repositoryId: vault.id })
  ).items;
  await house.backUp(config?.id ?? '');

  await test.step('a drill is run and proves that it can be restored', async () => {
    await page.getByRole('link', { name: 'Verification', exact: true }).click();
    await expect(page.getByText('Nothing was ever restored to try.')).toBeVisible();
    await page.getByRole('row', { name: /web01 system/ }).hover();
    await page.getByRole('button', { name: 'Run drill of system' }).click();
    await expect(title(page, 'Run drill')).toBeVisible();
    await page.getByRole('button', { name: 'Run drill' }).click();
    await expect(page.getByText(/^web01 can be restored: 2 files at random/)).toBeVisible({
      timeout: 60_000,
    });
    await look('drill-done');
    await page.getByRole('link', { name: 'See the proof' }).click();
    await expect(title(page, 'Proof 1')).toBeVisible();
    await expect(page.getByText('Chain whole')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText(/^From the ledger of /)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('on a phone: a second drill, and the ledger with both', async () => {
    await page.setViewportSize(PHONE);
    await page.goto(`${house.server.url}/verification`);
    await page.getByRole('link', { name: 'Run drill' }).click();
    await choose(page, 'Backup config', 'web01 system');
    await expect(page.getByLabel('Files', { exact: true })).toHaveValue('25');
    await choose(page, 'What is restored', 'Named paths');
    await expect(page.getByLabel('Files', { exact: true })).toBeHidden();
    await page.getByRole('button', { name: 'Run drill' }).click();
    await expect(page.getByText('Which paths?')).toBeVisible();
    await addLine(page, 'paths', 'etc/canary');
    await look('drill-form');
    await page.setViewportSize(PHONE);
    await choose(page, 'What is restored', 'Everything');
    await expect(page.getByRole('textbox', { name: 'Add to paths' })).toBeHidden();
    await expect(page.getByText('Advanced')).toBeHidden();
    await page.getByRole('button', { name: 'Run drill' }).click();
    await expect(page.getByText(/^web01 can be restored: everything, 2 files/)).toBeVisible({
      timeout: 60_000,
    });
    await page.getByRole('link', { name: 'See the proof' }).click();
    await expect(title(page, 'Proof 2')).toBeVisible();
    await page.goto(`${house.server.url}/verification/proofs`);
    await expect(page.getByText('2 proofs, each with the digest of the one before')).toBeVisible();
    await expect(page.getByRole('list', { name: 'Proofs' }).getByRole('listitem')).toHaveCount(2);
  });

  await test.step('the ledger is exported, and the pages of client, repository and overview tell of it', async () => {
    const exported = await exportLedger(page);
    expect(exported.proofs.map(({ number, isProven }) => [number, isProven])).toEqual([
      [1, true],
      [2, true],
    ]);
    expect(exported.head?.number).toBe(2);
    await page.goto(`${house.server.url}/clients/${client.id}`);
    await expect(page.getByText('last proven restorable')).toBeVisible();
    await expect(page.getByRole('link', { name: 'everything, 2 files' })).toBeVisible();
    await page.goto(`${house.server.url}/repositories/${vault.id}`);
    await expect(page.getByText('Last proven restorable')).toBeVisible();
    await page.goto(house.server.url);
    await expect(page.getByText('restored and compared in 90 d')).toBeVisible();
  });

  expect(looks).toEqual([]);
  expect(faults).toEqual([]);
});

function writeSource(source: string): void {
  mkdirSync(join(source, 'etc'), { recursive: true });
  writeFileSync(join(source, 'etc', 'hosts'), '127.0.0.1 localhost\n');
  writeFileSync(join(source, 'dump.sql'), Buffer.alloc(200_000, 7));
}

interface Exported {
  proofs: { number: number; isProven: boolean }[];
  head: { number: number } | null;
}

async function exportLedger(page: Page): Promise<Exported> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  return JSON.parse(readFileSync(await (await download).path(), 'utf8'));
}
