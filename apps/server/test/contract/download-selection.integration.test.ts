import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Page } from '@borgcube/domain/form/page';
import { type House, startHouse } from '@borgcube/testing/house/start-house';
import { findProcesses } from '@borgcube/testing/process/find-processes';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const BIG_BYTES = 300_000_000;
const MANY = 900;

let house: House;
let hostname: string;
let archiveId: string;
let source: string;
beforeAll(async () => {
  house = await startHouse();
  source = join(house.folder, 'source');
  makeHostileTree(join(source, 'tree'));
  // Names that together are longer than an argument of a program can be.
  mkdirSync(join(source, 'many'));
  for (let number = 0; number < MANY; number += 1)
    writeFileSync(join(source, 'many', `${'é'.repeat(60)}${number}`), '');
  const big = openSync(join(source, 'big'), 'w');
  for (let written = 0; written < BIG_BYTES; ) written += writeSync(big, randomBytes(1_000_000));
  closeSync(big);
  const repository = await house.makeRepository();
  const client = await house.makeClient();
  hostname = client.hostname;
  const config = await house.makeConfig({
    clientId: client.id,
    repositoryId: repository.id,
    paths: [source],
  });
  const job = await house.backUp(config.id);
  expect(job.state).toBe('done');
  archiveId = String(job.archiveId);
  const listing = await house.mutate<{ id: number }>('archives.buildCatalog', { id: archiveId });
  await house.untilJob(listing.id, ({ state }) => state === 'done');
}, 180_000);
afterAll(() => house[Symbol.asyncDispose]());

const stored = (path: string) => join(source, path).slice(1);

function download(paths: readonly string[], format: string, init: RequestInit = {}): Promise<Response> {
  const query = new URLSearchParams({ format });
  for (const path of paths) query.append('path', path);
  const url = `${house.server.url}/archives/${archiveId}/download?${query}`;
  return fetch(url, { headers: { authorization: `Bearer ${house.token}` }, ...init });
}

async function childrenOf(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const input = { id: archiveId, path: stored(folder), limit: 200, ...(cursor && { cursor }) };
    const page = await house.query<Page<{ path: string }>>('archives.entries', input);
    paths.push(...page.items.map(({ path }) => path));
    if (page.nextCursor === null) return paths;
    cursor = page.nextCursor;
  }
}

const audit = async () =>
  (await house.query<{ items: Array<{ what: string }> }>('audit.list', {})).items.map(({ what }) => what);
const borgs = () =>
  findProcesses((argv) => argv.includes('export-tar') && argv.includes(house.folder)).map(({ pid }) => pid);

describe('a selection', () => {
  it('comes as a tar that GNU tar unpacks to the same tree, under a name that tells what it is', async () => {
    const answer = await download([stored('tree'), stored('tree/plain.txt')], 'tar');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/x-tar']);
    expect(answer.headers.get('content-encoding')).toBeNull();
    const day = new Date().toISOString().slice(0, 8);
    expect(answer.headers.get('content-disposition')).toContain(`filename="${hostname}-${day}`);
    expect(answer.headers.get('content-disposition')).toMatch(/-tree\.tar"/);
    const folder = join(house.folder, 'unpacked');
    mkdirSync(folder);
    const tar = join(house.folder, 'tree.tar');
    writeFileSync(tar, Buffer.from(await answer.arrayBuffer()));
    execFileSync('tar', ['--numeric-owner', '-xpf', tar, '-C', folder]);
    const lines = (path: string) =>
      describeTree(path)
        .filter((line) => line.startsWith('"'))
        .map((line) => line.replace(/(mtime=-?\d+)\d{9}/, '$1'));
    expect(lines(join(folder, stored('tree')))).toEqual(lines(join(source, 'tree')));
    expect((await audit())[0]).toMatch(/^Downloaded \S+\/tree as tar from archive/);
  });

  it('of more paths than an address holds comes by a form, names with line breaks and other bytes as they are', async () => {
    const path = [...(await childrenOf('tree')), ...(await childrenOf('many'))];
    expect(path.length).toBeGreaterThan(MANY);
    const url = `${house.server.url}/archives/${archiveId}/download`;
    const send = (body: string, type: string) =>
      fetch(url, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${house.token}`, 'content-type': type },
      });
    const asked = JSON.stringify({ path, format: 'tar' });
    const form = await send(new URLSearchParams({ asked }).toString(), 'application/x-www-form-urlencoded');
    const json = await send(asked, 'application/json');
    const whole = await download([stored('tree'), stored('many')], 'tar');
    const namesOf = async (answer: Response) =>
      execFileSync('tar', ['-t'], { input: Buffer.from(await answer.arrayBuffer()), encoding: 'utf8' })
        .split('\n')
        .filter((name) => name !== `${stored('tree')}/` && name !== `${stored('many')}/`);
    const names = await namesOf(whole);
    expect(names.length).toBeGreaterThan(MANY);
    expect([await namesOf(form), await namesOf(json)]).toEqual([names, names]);
    expect((await send('asked=x', 'application/x-www-form-urlencoded')).status).toBe(400);
    expect((await send('', 'application/x-www-form-urlencoded')).status).toBe(400);
    const stranger = await fetch(url, {
      method: 'POST',
      body: asked,
      headers: { origin: 'http://elsewhere' },
    });
    expect(stranger.status).toBe(403);
  });

  it('comes as tar.zst and as zip', async () => {
    const paths = [stored('tree/plain.txt'), stored('tree/empty folder')];
    const zst = await download(paths, 'tar.zst');
    expect(zst.headers.get('content-type')).toBe('application/zstd');
    const names = execFileSync('tar', ['--zstd', '-t'], {
      input: Buffer.from(await zst.arrayBuffer()),
      encoding: 'utf8',
    });
    expect(names.trim().split('\n').toSorted()).toEqual([`${stored('tree/empty folder')}/`, paths[0]]);
    const zip = await download(paths, 'zip');
    expect(zip.headers.get('content-type')).toBe('application/zip');
    const file = join(house.folder, 'some.zip');
    writeFileSync(file, Buffer.from(await zip.arrayBuffer()));
    const read = `import sys,zipfile; print(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode(), end='')`;
    expect(execFileSync('python3', ['-c', read, file, paths[0] ?? ''], { encoding: 'utf8' })).toBe(
      'plain text\n',
    );
  });

  it('is measured beforehand, and what is not there is named', async () => {
    const size = await house.query('archives.measureSelection', {
      id: archiveId,
      paths: [stored('big'), stored('tree/empty folder'), stored('tree/plain.txt'), stored('big')],
    });
    expect(size).toEqual({ files: 2, bytes: BIG_BYTES + 11, folders: 1 });
    const whole = await house.query<{ bytes: number }>('archives.measureSelection', {
      id: archiveId,
      paths: [''],
    });
    expect(whole.bytes).toBeGreaterThan(BIG_BYTES + 16 * 1024 * 1024);
    await expect(
      house.query('archives.measureSelection', { id: archiveId, paths: ['', 'no/such'] }),
    ).rejects.toThrow('There is no no/such in this archive.');
    const answer = await download(['', 'no/such'], 'zip');
    const fieldErrors = { 'path.1': ['There is no no/such in this archive.'] };
    expect([answer.status, await answer.json()]).toMatchObject([400, { error: { data: { fieldErrors } } }]);
  });

  it.each([
    [[], 'raw'],
    [['a', 'b'], 'raw'],
    [[], 'zip'],
    [['a'], 'rar'],
    [['a\\'], 'tar'],
  ])('of %j as %s is refused with words', async (paths, format) => {
    const answer = await download(paths, format);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { data: { kind: 'invalid-fields' } } });
  });
});

describe.each(['tar', 'tar.zst', 'zip'])('a big %s', (format) => {
  it('ends Borg when its reader leaves', async () => {
    const leaving = new AbortController();
    const answer = await download([''], format, { signal: leaving.signal });
    await answer.body?.getReader().read();
    expect(borgs()).not.toEqual([]);
    leaving.abort();
    await expect.poll(borgs).toEqual([]);
  });

  it('is cut, and that is written down, when Borg does not come to its end', async () => {
    const answer = await download([''], format);
    const reading = answer.arrayBuffer();
    for (const pid of borgs()) process.kill(pid, 'SIGKILL');
    await expect(reading).rejects.toThrow();
    await expect
      .poll(audit)
      .toContainEqual(
        expect.stringMatching(`^Download of everything as ${format} from archive .* broke off: Borg`),
      );
  });

  it('passes through a server that keeps little of it', async () => {
    const { pid } = house.server.process;
    writeFileSync(`/proc/${pid}/clear_refs`, '5'); // the peak begins anew
    const before = peakOf(pid);
    let size = 0;
    const { body } = await download([stored('big')], format);
    for await (const chunk of Readable.fromWeb(body as never)) size += chunk.length;
    expect(size).toBeGreaterThan(BIG_BYTES);
    expect(peakOf(pid) - before).toBeLessThan(100_000);
  });
});

/** Kibibytes. */
function peakOf(pid: number | undefined): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
}
