import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JobDetail } from '@borgcube/domain/job/job';
import type { SystemPlugins } from '@borgcube/domain/plugin/plugin-view';
import { startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, expect, it } from 'vitest';

const CLONE = fileURLToPath(new URL('../../../..', import.meta.url));
const SOURCE = `
  import { defineJobKind, definePlugin } from '@borgcube/plugin-kit';
  import { z } from 'zod';
  const nap = defineJobKind({
    name: 'bare.nap', verboseName: 'Nap', runnable: true, states: [{ name: 'napping', verboseName: 'Napping' }],
    config: { version: 1, schema: z.strictObject({ minutes: z.int().default(5) }), steps: [] }, access: () => null,
    executor: { prepare: (_job, context) => context.enter('napping'), run: async () => ({ state: 'done' }) },
  });
  export default definePlugin({ name: 'bare', jobKinds: [nap] });
`;

const outside = mkdtempSync(join(tmpdir(), 'borgcube-bare-'));
const inside = mkdtempSync(join(CLONE, 'node_modules', '.cache', 'bare-'));
afterAll(() => {
  for (const folder of [outside, inside]) rmSync(folder, { recursive: true, force: true });
});

it.each([
  ['far from everything', outside],
  ['where the kit is found as TypeScript', inside],
])('one module with nothing installed beside it, %s, gets the kit of the server', async (_where, folder) => {
  const file = join(folder, 'bare.mjs');
  writeFileSync(file, SOURCE);
  // The built example too, as its README says: by its folder in the clone.
  const example = join(CLONE, 'packages', 'plugins', 'example');
  await using house = await startHouse({ env: { BORGCUBE_PLUGINS: `${file},${example}` } });
  const { plugins } = await house.query<SystemPlugins>('system.plugins');
  expect(plugins.map(({ name }) => name)).toEqual(expect.arrayContaining(['bare', 'example']));
  const { id } = await house.mutate<JobDetail>('jobs.run', { kind: 'bare.nap', config: {} });
  const job = await house.untilJob(id, ({ state }) => state === 'done');
  expect(job.config).toEqual({ minutes: 5 });
});
