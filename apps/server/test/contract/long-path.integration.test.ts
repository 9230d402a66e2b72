import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import type { ArchiveHits, FileHistory } from '@borgcube/domain/catalog/catalog';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { bytePath } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, expect, it } from 'vitest';

let house: House;
let clientId: string;
let archiveId: string;
let path: string;
beforeAll(async () => {
  house = await startHouse();
  const source = join(house.folder, 'source');
  // As long as a path can be, and nothing of it is UTF-8.
  let folder: string | Buffer = source;
  for (let depth = 0; depth < 15; depth += 1) folder = bytePath(folder, Buffer.alloc(250, 0xe0 + depth));
  mkdirSync(folder, { recursive: true });
  writeFileSync(bytePath(folder, Buffer.from('at the bottom')), 'deep');
  const client = await house.makeClient();
  clientId = client.id;
  const { id: repositoryId } = await house.makeRepository();
  const config = await house.makeConfig({ clientId, repositoryId, paths: [source] });
  archiveId = String((await house.backUp(config.id)).archiveId);
  await house.untilIdle();
  const { items } = await house.query<ArchiveHits>('archives.search', { text: 'at the bottom' });
  path = items[0]?.path ?? '';
});
afterAll(() => house[Symbol.asyncDispose]());

it('the longest path of bytes that are no UTF-8 is found, browsed and downloaded', async () => {
  expect(path.length).toBeGreaterThan(15_000);
  const folder = path.slice(0, path.lastIndexOf('/'));
  const input = { id: archiveId, path: folder };
  const { items } = await house.query<{ items: ArchiveEntry[] }>('archives.entries', input);
  expect(items).toMatchObject([{ path, size: 4 }]);
  const { versions } = await house.query<FileHistory>('archives.history', { clientId, path });
  expect(versions).toHaveLength(1);
  const query = new URLSearchParams({ path, format: 'raw' });
  const answer = await fetch(`${house.server.url}/archives/${archiveId}/download?${query}`, {
    headers: { authorization: `Bearer ${house.token}` },
  });
  expect([answer.status, await answer.text()]).toEqual([200, 'deep']);
});

it.each([
  'd\\xe4',
  'back\\\\slash',
  '\\\\..\\\\x',
  '..hidden',
  '.ssh',
  'new\nline',
  '%2F',
  'trailing ',
  '?#&+',
  '~',
])('the page of a folder called %j opens from its address', async (name) =>
  expect(await open(name)).toEqual([200, expect.stringContaining('text/html')]),
);

it('so does that of the longest path', async () => {
  expect(await open(path)).toEqual([200, expect.stringContaining('text/html')]);
});

async function open(folder: string): Promise<[number, string | null]> {
  const steps = folder.split('/').map(encodeURIComponent);
  const page = await fetch(`${house.server.url}/archives/${archiveId}/browse/${steps.join('/')}`);
  await page.body?.cancel();
  return [page.status, page.headers.get('content-type')];
}
