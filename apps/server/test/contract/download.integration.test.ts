import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ArchiveEntry } from '@borgcube/domain/archive/archive';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { afterAll, beforeAll, expect, it } from 'vitest';

const NAME = 'ä "quoted" name\n.bin';
const BYTES = randomBytes(3_000_000);

let house: House;
let archiveId: string;
let source: string;
beforeAll(async () => {
  house = await startHouse();
  source = join(house.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, NAME), BYTES);
  writeFileSync(join(source, 'empty'), '');
  writeFileSync(join(source, 'large'), '');
  truncateSync(join(source, 'large'), 4 * 1024 ** 3);
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  const config = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const job = await house.backUp(config.id);
  expect(job.state).toBe('done');
  archiveId = String(job.archiveId);
});
afterAll(() => house[Symbol.asyncDispose]());

function download(path: string, init: RequestInit = {}): Promise<Response> {
  const url = `${house.server.url}/archives/${archiveId}/download?format=raw&path=${encodeURIComponent(path)}`;
  return fetch(url, { headers: { authorization: `Bearer ${house.token}` }, ...init });
}

async function entry(name: string): Promise<ArchiveEntry> {
  const input = { id: archiveId, path: source.slice(1) };
  const { items } = await house.query<{ items: ArchiveEntry[] }>('archives.entries', input);
  const found = items.find((item) => item.path.endsWith(name));
  if (!found) throw new Error(`no ${name} among ${items.map((item) => item.path)}`);
  return found;
}

it('a file comes back byte by byte, under its name, and somebody wrote it down', async () => {
  const { path } = await entry('.bin');
  const answer = await download(path);
  expect(answer.status).toBe(200);
  expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES)).toBe(true);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': String(BYTES.length),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(answer.headers.get('content-encoding')).toBeNull();
  const disposition = answer.headers.get('content-disposition');
  expect(disposition).toMatch(/^attachment; filename="_ _quoted_ name/);
  expect(disposition).toContain("filename*=UTF-8''%C3%A4%20%22quoted%22%20name");
  const { items } = await house.query<{ items: Array<{ what: string }> }>('audit.list', {});
  expect(items[0]?.what).toContain('Downloaded');
});

it('an empty file is empty', async () => {
  const answer = await download((await entry('empty')).path);
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([200, '0', '']);
});

it('Borg ends when the reader leaves, and the repository is free again', async () => {
  const leaving = new AbortController();
  const answer = await download((await entry('large')).path, { signal: leaving.signal });
  await answer.body?.getReader().read();
  expect(borgsOf(house.server.dataDir)).not.toEqual([]);
  leaving.abort();
  await expect.poll(() => borgsOf(house.server.dataDir), { timeout: 20_000 }).toEqual([]);
  expect((await download((await entry('empty')).path)).status).toBe(200);
});

it('a path that is not there is said before anything is sent', async () => {
  const answer = await download('no/such/file');
  expect([answer.status, await answer.json()]).toMatchObject([
    404,
    { error: { data: { code: 'NOT_FOUND' } } },
  ]);
});

/** Programs that run with Borg's folders below this data directory. */
function borgsOf(dataDir: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`${dataDir}/borg`);
    } catch {
      return false; // it ended meanwhile
    }
  });
}
