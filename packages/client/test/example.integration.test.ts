import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBorgcubeClient, isBorgcubeError } from '@borgcube/client';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, expect, it } from 'vitest';

const EXAMPLE = fileURLToPath(new URL('../example/back-up-now.ts', import.meta.url));
const run = promisify(execFile);

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house[Symbol.asyncDispose]());

it('the example starts a backup and follows it to its end', async () => {
  const source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'a.txt'), 'something to keep');
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  const ids = { clientId: client.id, repositoryId: repository.id };
  await house.makeConfig({ ...ids, label: 'web01 daily', paths: [source] });
  await house.makeConfig({ ...ids, label: 'gone', paths: [join(source, 'not-there')] });
  const backUp = (label: string) =>
    run(process.execPath, ['--import', 'tsx', EXAMPLE, house.server.url, label], {
      env: { PATH: process.env.PATH ?? '', TOKEN: house.token },
    });
  expect((await backUp('web01 daily')).stdout).toMatch(/job \d+: done\n$/);
  await expect(backUp('gone')).rejects.toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/: failed\n$/),
  });
  await expect(backUp('weekly')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('web01 daily'),
  });
}, 120_000);

it('refusals are typed errors with the server’s own words', async () => {
  const client = createBorgcubeClient({ url: `${house.server.url}/`, token: house.token });
  const refused = await client.clients.create.mutate({ hostname: '-x' }).catch((error: unknown) => error);
  expect(isBorgcubeError(refused) && refused.data).toMatchObject({
    code: 'BAD_REQUEST',
    fieldErrors: { hostname: [expect.any(String)] },
  });
  const stranger = createBorgcubeClient({ url: house.server.url });
  const unknown = await stranger.jobs.list.query({}).catch((error: unknown) => error);
  expect(isBorgcubeError(unknown) && unknown.data?.code).toBe('UNAUTHORIZED');
});

it('a stream tells every state of a job', async () => {
  const client = createBorgcubeClient({ url: house.server.url, token: house.token });
  const states: string[] = [];
  let connections = 0;
  const watch = client.jobs.onChange.subscribe(undefined, {
    onData: ({ data }) => 'jobId' in data && states.push(data.state),
    onConnectionStateChange: ({ state }) => {
      if (state === 'pending') connections += 1;
    },
  });
  await expect.poll(() => connections, { timeout: 10_000 }).toBe(1);
  const { items } = await client.backupConfigs.list.query({});
  const config = items.find(({ label }) => label === 'web01 daily');
  await house.backUp(String(config?.id));
  await expect.poll(() => states.at(-1), { timeout: 10_000 }).toBe('done');
  watch.unsubscribe();
}, 60_000);

it('a stream that is refused tells so and does not try again', async () => {
  const stranger = createBorgcubeClient({ url: house.server.url, token: 'bct_made-up' });
  const error = await new Promise((resolve) => {
    stranger.jobs.onChange.subscribe(undefined, { onError: resolve });
  });
  expect(isBorgcubeError(error)).toBe(true);
});
