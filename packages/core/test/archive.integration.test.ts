import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { addArchiveIn } from '@borgcube/core/archive/add-archive';
import { toArchiveView } from '@borgcube/core/archive/archive-view';
import { getArchive, listArchives } from '@borgcube/core/archive/list-archives';
import { listEntries } from '@borgcube/core/archive/list-entries';
import { measureSelection } from '@borgcube/core/archive/measure-selection';
import { openArchiveFile } from '@borgcube/core/archive/open-archive-file';
import { openArchiveSelection } from '@borgcube/core/archive/open-archive-selection';
import { initRepository } from '@borgcube/core/repository/init-repository';
import { previewRestore } from '@borgcube/core/restore/preview-restore';
import { inTransaction } from '@borgcube/db/transaction';
import type { Archive, ArchiveEntry } from '@borgcube/domain/archive/archive';
import { ArchiveEntriesInput, ArchiveList } from '@borgcube/domain/archive/archive';
import { type Repository, RepositoryInit } from '@borgcube/domain/repository/repository';
import { RestorePreviewInput } from '@borgcube/domain/restore/restore';
import { plainBorg } from '@borgcube/testing/borg/plain-borg';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeRepository } from './make-records.ts';

/** Not everything in it means itself to those who take patterns. */
const NAME = 'web01-[1]-00001';

describeDatabases('archives', (open) => {
  let core: TestCore;
  let repository: Repository;
  let archive: Archive;
  let source: string;
  const content = randomBytes(200_000);

  beforeAll(async () => {
    core = makeTestCore((await open()).db);
    const url = join(core.folder, 'vault');
    repository = await initRepository(
      core.ctx,
      RepositoryInit.parse({ name: 'vault', url, passphrase: 'p' }),
    );
    source = join(core.folder, 'source');
    mkdirSync(join(source, 'empty'), { recursive: true });
    writeFileSync(join(source, 'data.bin'), content);
    writeFileSync(join(source, 'back\\slash and "quotes"'), 'odd');
    symlinkSync('data.bin', join(source, 'link'));
    for (let i = 0; i < 7; i++) writeFileSync(join(source, `page-${i}`), '');
    plainBorg(core.folder, 'p').run(['create', `${url}::${NAME}`, source]);
    archive = await add(repository.id, NAME, new Date('2026-11-22T02:30:00Z'), fingerprintOf(NAME));
  });
  afterAll(() => core.remove());

  const fingerprintOf = (name: string) =>
    plainBorg(core.folder, 'p')
      .run(['info', '--json', `${repository.url}::${name}`])
      .match(/"id": "([0-9a-f]{64})",\s+"limits"/)?.[1] ?? '';
  const add = async (
    repositoryId: string,
    name: string,
    timestamp: Date,
    fingerprint = randomBytes(32).toString('hex'),
  ) => {
    const stored = await inTransaction(core.ctx.db, (tx) =>
      addArchiveIn(tx, core.ctx, {
        fingerprint,
        name,
        repositoryId,
        clientId: null,
        configId: null,
        jobId: null,
        nfiles: 3,
        originalSize: 9_000_000_000_000,
        compressedSize: null,
        deduplicatedSize: 0,
        duration: 1500,
        timestamp,
        timestampEnd: null,
        suspect: null,
        repositoryFigures: null,
        lastGood: null,
      }),
    );
    return toArchiveView(stored);
  };
  const inside = (path: string) => join(source, path).slice(1);
  const list = (path: string, input: object = {}) =>
    listEntries(core.as('operator'), ArchiveEntriesInput.parse({ id: archive.id, path, ...input }));
  const search = (input: object) => listArchives(core.as('viewer'), ArchiveList.parse(input));
  const names = ({ items }: { items: Array<{ name: string }> }) => items.map((item) => item.name);

  it('shows the folders above what was backed up, though the archive has no entry for them', async () => {
    const { items, nextCursor } = await list('');
    expect(items).toEqual([
      {
        path: inside('').split('/')[0],
        name: inside('').split('/')[0],
        type: 'directory',
        size: null,
        mtime: null,
        mode: null,
        user: null,
        group: null,
      },
    ]);
    expect(nextCursor).toBeNull();
  });

  it('tells each entry of a folder, folders first, also with odd names', async () => {
    const { items } = await list(`/${inside('')}/`);
    const find = (name: string): ArchiveEntry | undefined => items.find((item) => item.name === name);
    expect(items[0]).toMatchObject({ name: 'empty', type: 'directory', mode: expect.stringMatching(/^d/) });
    expect(find('data.bin')).toMatchObject({ type: 'file', size: 200_000, path: inside('data.bin') });
    expect(find('link')).toMatchObject({ type: 'symlink', linkTarget: 'data.bin' });
    expect(find('back\\\\slash and "quotes"')).toMatchObject({ size: 3 });
    expect((await list(inside('empty'))).items).toEqual([]);
  });

  it('pages through a folder without a gap or a repetition', async () => {
    const whole = names(await list(inside(''), { limit: 200 }));
    const paged: string[] = [];
    for (let cursor: string | null = null; ; ) {
      const page = await list(inside(''), { limit: 3, cursor });
      paged.push(...names(page));
      cursor = page.nextCursor;
      if (cursor === null) break;
    }
    expect(paged).toEqual(whole);
    expect(paged).toHaveLength(11);
  });

  it('says what is no folder, and what is not there', async () => {
    await expect(list(inside('data.bin'))).rejects.toMatchObject({
      fieldErrors: { path: [expect.any(String)] },
    });
    await expect(list(inside('nothing'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(list('a\\b')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  it('is told in the audit log by who looked inside, not by each folder', async () => {
    const browsers = async () => {
      const found = await core.ctx.db.auditEntry.findMany({
        where: { what: `Browsed archive ${archive.name}` },
        orderBy: { id: 'asc' },
      });
      return found.map(({ actor }) => actor);
    };
    await core.ctx.db.auditEntry.deleteMany();
    const own = { ...core.as('operator'), actor: { ...core.as('operator').actor, id: 'ada' } };
    for (const path of ['', inside(''), inside('empty')])
      await listEntries(own, ArchiveEntriesInput.parse({ id: archive.id, path }));
    expect(await browsers()).toEqual(['token:ada']);
    await listEntries(core.as('admin'), ArchiveEntriesInput.parse({ id: archive.id }));
    expect(await browsers()).toEqual(['token:ada', 'token:admin']);
  });

  it('gives one file back byte for byte, to an operator, and writes that down', async () => {
    const input = { id: archive.id, path: inside('data.bin') };
    await expect(openArchiveFile(core.as('viewer'), input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const file = await openArchiveFile(core.as('operator'), input);
    expect(file).toMatchObject({ name: 'data.bin', size: 200_000 });
    expect((await buffer(file.content)).equals(content)).toBe(true);
    const [audit] = await core.ctx.db.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(audit).toMatchObject({ actor: 'token:operator', noun: 'archive', recordId: archive.id });
    expect(audit?.what).toContain('data.bin');
    await expect(openArchiveFile(core.ctx, { id: archive.id, path: inside('empty') })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('gives files and folders in one, looked up in Borg where the catalog has nothing', async () => {
    const paths = [inside('data.bin'), `/${inside('')}/`];
    const wanted = { id: archive.id, paths, format: 'tar' } as const;
    await expect(openArchiveSelection(core.as('viewer'), wanted)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const opened = await openArchiveSelection(core.as('operator'), wanted);
    expect(opened).toMatchObject({ name: `${NAME}-2026-11-22-source.tar`, size: null });
    const tar = join(core.folder, 'selection.tar');
    writeFileSync(tar, await buffer(opened.content));
    expect(execFileSync('tar', ['-xOf', tar, inside('data.bin')]).equals(content)).toBe(true);
    const [audit] = await core.ctx.db.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(audit?.what).toBe(`Downloaded ${inside('')} as tar from archive ${NAME}`);
    await expect(openArchiveSelection(core.ctx, { ...wanted, paths: ['', 'no/such'] })).rejects.toMatchObject(
      {
        fieldErrors: { 'path.1': ['There is no no/such in this archive.'] },
      },
    );
    await expect(measureSelection(core.ctx, { id: archive.id, paths })).rejects.toMatchObject({
      kind: 'catalog-missing',
    });
  });

  it('gives nothing out of another archive that was made under the same name', async () => {
    const person = plainBorg(core.folder, 'p');
    person.run(['create', `${repository.url}::other`, source]);
    const other = await add(repository.id, 'other', new Date('2026-11-22T03:30:00Z'), fingerprintOf('other'));
    person.run(['rename', `${repository.url}::other`, 'aside']);
    person.run(['create', `${repository.url}::other`, source]);
    const missing = { kind: 'archive-missing', message: expect.stringContaining('another archive') };
    const path = inside('data.bin');
    await expect(openArchiveFile(core.ctx, { id: other.id, path })).rejects.toMatchObject(missing);
    const wanted = { id: other.id, paths: [path], format: 'tar' } as const;
    await expect(openArchiveSelection(core.ctx, wanted)).rejects.toMatchObject(missing);
    const target = { clientId: null, path: join(core.folder, 'back') };
    const preview = RestorePreviewInput.parse({ id: other.id, paths: [path], target });
    await expect(previewRestore(core.ctx, preview)).rejects.toMatchObject(missing);
  });

  it('asks Borg for nothing while a job works on the repository, but shows what it knows', async () => {
    const { db } = core.ctx;
    await list(inside(''));
    const job = await db.job.create({
      data: { kind: 'backup', repositoryId: repository.id, createdBy: 'test' },
    });
    const claim = { repositoryId: repository.id, jobId: job.id, workerId: 'w', access: 'write', fence: 1 };
    await db.repositoryClaim.create({ data: { ...claim, leaseExpires: new Date() } });
    const busy = { code: 'PRECONDITION_FAILED', kind: 'repository-busy' };
    await expect(list(inside('').split('/').slice(0, 2).join('/'))).rejects.toMatchObject(busy);
    await expect(
      openArchiveFile(core.ctx, { id: archive.id, path: inside('data.bin') }),
    ).rejects.toMatchObject(busy);
    await expect(
      openArchiveSelection(core.ctx, { id: archive.id, paths: [''], format: 'zip' }),
    ).rejects.toMatchObject({ ...busy, details: { jobId: job.id } });
    expect((await list(inside(''))).items).toHaveLength(11);
    await db.job.delete({ where: { id: job.id } });
  });

  it('lists archives by start, filters and finds names without case and accents', async () => {
    const { id: repositoryId } = await makeRepository(core.ctx);
    for (const [i, name] of ['Zürich_a', 'ZURICH%b', 'genf', 'zurichXa'].entries()) {
      await add(repositoryId, name, new Date(Date.UTC(2026, 0, 10 - i)));
    }
    expect(names(await search({ repositoryId }))).toEqual(['Zürich_a', 'ZURICH%b', 'genf', 'zurichXa']);
    expect(names(await search({ repositoryId, text: 'züR' }))).toEqual(['Zürich_a', 'ZURICH%b', 'zurichXa']);
    expect(names(await search({ repositoryId, text: 'zurich_a' }))).toEqual(['Zürich_a']);
    const first = await search({ repositoryId, text: 'h', limit: 2 });
    const second = await search({ repositoryId, text: 'h', limit: 2, cursor: first.nextCursor });
    expect([...names(first), ...names(second)]).toEqual(['Zürich_a', 'ZURICH%b', 'zurichXa']);
    expect(second.nextCursor).toBeNull();
    expect(await getArchive(core.as('viewer'), archive.id)).toEqual(archive);
    expect(archive.originalSize).toBe(9_000_000_000_000);
  });
});
