import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { CANARY_PASSPHRASE, type House, startHouse } from '@borgcube/testing/house/start-house';
import { describeTree } from '@borgcube/testing/tree/describe-tree';
import { makeHostileTree } from '@borgcube/testing/tree/make-hostile-tree';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('a backup of this server’s own files', () => {
  let house: House;
  beforeAll(async () => {
    house = await startHouse();
  });
  afterAll(async () => {
    await house[Symbol.asyncDispose]();
  });

  it('gives back every byte, link, attribute and time by plain borg, and each file by download', async () => {
    const source = join(house.folder, 'source');
    makeHostileTree(source);
    const repository = await house.makeRepository();
    const client = await house.makeClient({ hostname: 'local01' });
    const config = await house.makeConfig({
      clientId: client.id,
      repositoryId: repository.id,
      paths: [source],
    });

    const job = await house.backUp(config.id);

    expect(job).toMatchObject({ state: 'done', failureCause: null, borgWarning: null });
    const archive = await house.query<Archive>('archives.get', { id: job.archiveId });
    expect(archive.name).toBe(`local01-${String(job.id).padStart(5, '0')}`);
    const { nfiles, originalSize, deduplicatedSize } = archive;
    expect(job.progress).toMatchObject({ nfiles, originalSize, deduplicatedSize, percent: 100, path: null });
    const borg = plainBorg(house.folder, CANARY_PASSPHRASE);
    expect(borg.archiveNames(repository.url)).toEqual([archive.name]);
    const extracted = borg.extract(repository.url, archive.name);
    expect(describeTree(join(extracted, source))).toEqual(describeTree(source));

    const files = await listFiles(house, archive.id, source.slice(1));
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const answer = await download(house, archive.id, file.path);
      const local = Buffer.from(wirePathBytes(file.path), 'latin1');
      expect(sha256(answer), file.path).toBe(sha256(readFileSync(Buffer.concat([Buffer.from('/'), local]))));
    }
  });

  it('says that a config is queued already instead of queueing it twice', async () => {
    const repository = await house.makeRepository();
    const client = await house.makeClient();
    const config = await house.makeConfig({
      clientId: client.id,
      repositoryId: repository.id,
      paths: [join(house.folder, 'source')],
    });
    const [first, second] = await Promise.all([house.start(config.id), house.start(config.id)]);
    expect(first.id).toBe(second.id);
    expect(
      [first, second].filter((job) => 'alreadyQueued' in job && job.alreadyQueued === true),
    ).toHaveLength(1);
    const job = await house.untilJob(first.id, (seen) => seen.state === 'done');
    expect(job.transitions.map((step) => step.state)).toEqual([
      'client_preparing',
      'client_prepared',
      'client_in_progress',
      'client_done',
      'client_cleanup',
      'done',
    ]);
  });
});

/** Every regular file below a path, walked level by level as the console does. */
async function listFiles(house: House, id: string, path: string): Promise<ArchiveEntry[]> {
  const found: ArchiveEntry[] = [];
  for (let cursor: string | null = null; ; ) {
    const page: { items: ArchiveEntry[]; nextCursor: string | null } = await house.query('archives.entries', {
      id,
      path,
      limit: 10,
      cursor,
    });
    for (const entry of page.items) {
      if (entry.type === 'directory') found.push(...(await listFiles(house, id, entry.path)));
      if (entry.type === 'file') found.push(entry);
    }
    cursor = page.nextCursor;
    if (cursor === null) return found;
  }
}

async function download(house: House, id: string, path: string): Promise<Buffer> {
  const query = new URLSearchParams({ path, format: 'raw' });
  const answer = await fetch(`${house.server.url}/archives/${id}/download?${query}`, {
    headers: { authorization: `Bearer ${house.token}` },
  });
  expect(answer.status, path).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

/** Back from the wire form to bytes, as latin1 text: `\xNN` is a byte, `\\` a backslash, all else UTF-8. */
function wirePathBytes(path: string): string {
  return path.replace(/\\x([0-9a-f]{2})|\\\\|[^\\]+/gi, (part, hex?: string) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return part === '\\\\' ? '\\' : Buffer.from(part).toString('latin1');
  });
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
