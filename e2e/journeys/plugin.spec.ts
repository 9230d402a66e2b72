import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startHouse } from '@borgcube/testing/house/start-house';
import { freePort } from '@borgcube/testing/server/free-port';
import { expect, type Page, test } from '@playwright/test';
import { buildSync } from 'esbuild';
import { faultsInAllLooks } from '../person/looks.ts';
import { addLine, setUp, title, watchConsole } from '../person/person.ts';

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));
const SOURCE = fileURLToPath(new URL('../../packages/plugins/example/src/example.ts', import.meta.url));

/** The example as its own build makes it. */
function buildExample(folder: string): string {
  const outfile = join(folder, 'example.mjs');
  buildSync({ entryPoints: [SOURCE], bundle: true, platform: 'node', format: 'esm', outfile });
  return outfile;
}

/** Its jobs never want to start. */
const PATIENT = `export default {
  name: 'patient',
  jobKinds: [{
    name: 'patient.wait',
    verboseName: 'Waiting',
    runnable: true,
    states: [],
    config: { version: 1, steps: [], schema: FORM },
    access: () => null,
    executor: { canRun: () => false, run: async () => ({ state: 'done' }) },
  }],
};`;

function writePatient(folder: string): string {
  const entry = join(folder, 'patient-source.mjs');
  const outfile = join(folder, 'patient.mjs');
  writeFileSync(entry, `import { z } from 'zod'; ${PATIENT.replace('FORM', 'z.strictObject({})')}`);
  buildSync({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    nodePaths: [MODULES],
  });
  return outfile;
}

async function addAction(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Add action' }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

test("a plugin's job kind is scheduled through its generated form, and kept when the plugin is gone", async ({
  page,
}) => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'borgcube-plugin-')));
  const dataDir = join(folder, 'data');
  const port = await freePort();
  const faults = watchConsole(page, 400);
  {
    await using house = await startHouse({
      dataDir,
      port,
      env: { BORGCUBE_PLUGINS: `${buildExample(folder)},${writePatient(folder)}` },
    });
    await setUp(page, house.server);

    await test.step('it stands among the plugins, with all that it brings', async () => {
      await page.goto(`${house.server.url}/settings/plugins`);
      await page.getByRole('link', { name: 'example', exact: true }).click();
      await expect(title(page, 'example')).toBeVisible();
      await expect(page.getByText('example.greet · Thinking · Greeting')).toBeVisible();
      await expect(page.getByText('borgcube_example_greetings_total')).toBeVisible();
    });

    await test.step('its job is run by hand, and what is wrong stands at its field', async () => {
      await page.getByRole('link', { name: 'Run…' }).click();
      await page.getByLabel('Times').fill('11');
      await page.getByRole('button', { name: 'Run greeting' }).click();
      await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
      await page.getByLabel('Name', { exact: true }).fill('Ada');
      await page.getByLabel('Times').fill('2');
      await page.getByRole('button', { name: 'Run greeting' }).click();
      await expect(page.getByText('Hello, Ada!').first()).toBeVisible();
      await expect(page.getByText('Thinking')).toBeVisible();
      await expect(page.getByRole('banner').or(page.locator('header')).getByText('greeting')).toBeVisible();
    });

    await test.step('it is scheduled, by its kind and by its action, and runs', async () => {
      await page.goto(`${house.server.url}/schedules/new`);
      await page.getByLabel('Name').first().fill('Greetings');
      await addAction(page, 'Greeting');
      const first = page.getByRole('listitem').filter({ hasText: 'Greeting' });
      await first.getByLabel('Name').fill('Grace');
      await addAction(page, 'Greet several');
      await page.getByRole('button', { name: 'Save schedule' }).click();
      await expect(page.getByText('Whom?')).toBeVisible();
      await addLine(page, 'Names', 'Barbara');
      await page.getByRole('button', { name: 'Save schedule' }).click();
      await expect(title(page, 'Greetings')).toBeVisible();
      await page.getByRole('button', { name: 'Run now' }).click();
      await page.getByRole('link', { name: 'Jobs', exact: true }).click();
      await expect(page.getByRole('row', { name: /greeting/ })).toHaveCount(3);
      await expect(page.getByRole('row', { name: /greeting.*Good/ })).toHaveCount(3, { timeout: 30_000 });
    });

    await test.step('its pages are fit to be seen', async () => {
      for (const path of [
        '/settings/plugins',
        '/settings/plugins/example',
        '/settings/plugins/example/run/example.greet',
      ]) {
        await page.goto(`${house.server.url}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await faultsInAllLooks(page, path)).toEqual([]);
      }
    });
    await test.step('a job of another plugin waits', async () => {
      await house.mutate('jobs.run', { kind: 'patient.wait', config: {} });
      await page.goto(`${house.server.url}/jobs`);
      await expect(page.getByRole('row', { name: /waiting/ })).toBeVisible();
    });
    // The server goes; a page that still listened would say so.
    await page.goto('about:blank');
  }

  await test.step('without the plugin its action is shown and kept', async () => {
    await using house = await startHouse({ dataDir, port });
    await page.goto(`${house.server.url}/settings/plugins`);
    await expect(page.getByText('Needed and not here')).toBeVisible();
    await expect(page.getByText('1 scheduled action of kind example.greet-all')).toBeVisible();
    expect(await faultsInAllLooks(page, '/settings/plugins')).toEqual([]);
    await page.getByRole('link', { name: 'Schedules', exact: true }).click();
    await page.getByRole('link', { name: 'Greetings' }).first().click();
    await expect(
      page.getByText('Needs plugin example, which is not here; it is kept and never run').first(),
    ).toBeVisible();
    await page.goto(`${house.server.url}/jobs`);
    await page
      .getByRole('row', { name: /patient.wait/ })
      .getByRole('link')
      .first()
      .click();
    await expect(page.getByText('that needs the plugin patient, which is not here')).toBeVisible();
    expect(await faultsInAllLooks(page, 'a job that needs a plugin')).toEqual([]);
    // A page that still listened would say that the server goes.
    await page.goto('about:blank');
  });
  rmSync(folder, { recursive: true, force: true });
  expect(faults).toEqual([]);
});
