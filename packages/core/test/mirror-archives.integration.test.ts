import { randomBytes } from 'node:crypto';
import { addArchiveIn } from '@borgcube/core/archive/add-archive';
import { recordImport } from '@borgcube/core/archive/import-archives';
import type { ListedArchive } from '@borgcube/core/archive/match-archives';
import { type Mirroring, mirrorArchives, tamperedCause } from '@borgcube/core/archive/mirror-archives';
import type { CoreContext } from '@borgcube/core/core-context';
import { getRepository } from '@borgcube/core/repository/list-repositories';
import { findMirroredArchives } from '@borgcube/db/mirrored-archive-store';
import { findPlan, insertPlan } from '@borgcube/db/prune-plan-store';
import { inTransaction } from '@borgcube/db/transaction';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeClient, makeRepository } from './make-records.ts';

const NIGHT = Date.UTC(2026, 10, 1, 2);
let count = 0;

function listed(name: string, more: Partial<ListedArchive> = {}): ListedArchive {
  count += 1;
  const start = new Date(NIGHT + count * 3_600_000);
  const end = new Date(start.getTime() + 60_000);
  return { id: randomBytes(32).toString('hex'), name, start, end, ...more };
}

describeDatabases('the mirror of a repository', (open) => {
  let core: TestCore;
  let ctx: CoreContext;
  let told: string[] = [];
  const teller = definePlugin({
    name: 'teller',
    hooks: {
      archiveAdded: ({ archive }) => void told.push(`added ${archive.name}`),
      archivePreDelete: ({ archive }) => void told.push(`deleted ${archive.name}`),
    },
  });
  beforeAll(async () => {
    core = makeTestCore((await open()).db, [teller]);
    ctx = core.ctx;
  });
  beforeEach(() => {
    told = [];
  });
  afterAll(() => core?.remove());

  const make = async () => {
    const client = await makeClient(ctx);
    const repository = await makeRepository(ctx);
    const mirror = (archives: readonly ListedArchive[], more: Partial<Mirroring> = {}) =>
      mirrorArchives(ctx, { repositoryId: repository.id, listed: archives, ...more });
    const rows = () => findMirroredArchives(ctx.db, repository.id);
    return { client, repository, mirror, rows };
  };

  it('adds what is new, under the client whose name its own begins with, and is the same the second time', async () => {
    const { client, mirror, rows } = await make();
    const other = await makeClient(ctx, { hostname: `${client.hostname}-db` });
    const archives = [
      listed(`${client.hostname}-00001`),
      listed(`${other.hostname}-2026-11-01`),
      listed('of nobody-00001'),
      listed(`${client.hostname}-00002.checkpoint`),
      listed(`${client.hostname}-00003.partial`),
    ];
    const first = await mirror(archives);
    expect(first.added.map(({ clientId }) => clientId)).toEqual([client.id, other.id, null]);
    expect(first).toMatchObject({ renamed: [], removed: [], vanished: [], returned: [] });
    expect(told).toEqual(archives.slice(0, 3).map(({ name }) => `added ${name}`));
    expect(await mirror(archives)).toMatchObject({ added: [], vanished: [] });
    expect((await rows()).map(({ fingerprint }) => fingerprint)).toEqual(
      archives.slice(0, 3).map(({ id }) => id),
    );
  });

  it('follows a comment and a rename, and the row keeps its id', async () => {
    const { mirror, rows } = await make();
    const [a, b] = [listed('a'), listed('b')];
    await mirror([a, b]);
    const before = await rows();
    const commented = { ...a, id: randomBytes(32).toString('hex') };
    const renamed = { ...b, id: randomBytes(32).toString('hex'), name: 'b2' };
    const result = await mirror([commented, renamed]);
    expect(result).toMatchObject({ added: [], vanished: [] });
    expect((await rows()).map(({ id, fingerprint, name }) => [id, fingerprint, name])).toEqual([
      [before[0]?.id, commented.id, 'a'],
      [before[1]?.id, renamed.id, 'b2'],
    ]);
  });

  it('knows the name that a job of ours gave, though another archive was made at the very same time', async () => {
    const { repository, mirror, rows } = await make();
    const a = listed('a');
    const twin = listed('twin', { start: a.start, end: a.end });
    await mirror([a, twin]);
    const id = (await rows()).find(({ name }) => name === 'a')?.id ?? '';
    const config = { repositoryId: repository.id, archiveId: id, fingerprint: a.id, from: 'a', to: 'b' };
    const job = { kind: 'rename-archive', state: 'failed', createdBy: 'test', repositoryId: repository.id };
    await ctx.db.job.create({ data: { ...job, config } });
    const another = (name: string) => ({ ...a, name, id: randomBytes(32).toString('hex') });
    const [renamed, moved] = [another('b'), another('twin by another name')];
    const result = await mirror([moved, renamed]);
    expect(result).toMatchObject({ added: [], vanished: [] });
    const after = await rows();
    expect(after.find((row) => row.id === id)).toMatchObject({ name: 'b', fingerprint: renamed.id });
    expect(after.find((row) => row.id !== id)).toMatchObject({ name: moved.name, fingerprint: moved.id });
  });

  it('marks what someone else deleted, keeps the row, and lets it go once it is back', async () => {
    const { client, repository, mirror, rows } = await make();
    const [old, newest] = [listed(`${client.hostname}-1`), listed(`${client.hostname}-2`)];
    await mirror([old, newest]);
    const found = await mirror([old]);
    expect(found.vanished.map(({ name }) => name)).toEqual([newest.name]);
    expect(tamperedCause(found.vanished)).toMatchObject({
      kind: 'repository-tampered',
      archives: [newest.name],
    });
    expect((await getRepository(ctx, repository.id)).tamperedAt).not.toBeNull();
    const goodAt = async () =>
      (await ctx.db.client.findUniqueOrThrow({ where: { id: client.id } })).newestGoodArchiveAt;
    expect(await goodAt()).toEqual(old.start);
    expect((await rows()).map(({ vanishedAt }) => vanishedAt === null)).toEqual([true, false]);
    expect((await mirror([old])).vanished).toHaveLength(1);

    const back = await mirror([old, newest]);
    expect(back.returned.map(({ name }) => name)).toEqual([newest.name]);
    expect((await getRepository(ctx, repository.id)).tamperedAt).toBeNull();
    expect(await goodAt()).toEqual(newest.start);
    expect(told.filter((what) => what.startsWith('deleted'))).toEqual([]);
  });

  it('takes away what a job of ours deleted, and tells the plugins', async () => {
    const { repository, mirror, rows } = await make();
    const [a, b, c] = [listed('a'), listed('b'), listed('c')];
    await mirror([a, b, c]);
    const planned = new Set((await rows()).slice(0, 2).map(({ id }) => id));
    const result = await mirror([b, c], { removed: planned });
    expect(result.removed.map(({ name }) => name)).toEqual(['a']);
    expect((await rows()).map(({ name }) => name)).toEqual(['b', 'c']);
    expect(told).toContain('deleted a');
    expect((await getRepository(ctx, repository.id)).tamperedAt).toBeNull();
  });

  it('does not take for a loss what a prune was deleting when everything went down', async () => {
    const { client, repository, mirror, rows } = await make();
    const [a, b, c] = [listed('a'), listed('b'), listed('c')];
    await mirror([a, b, c]);
    const archives = (await rows()).map(({ id: archiveId, name: archiveName, fingerprint, timestamp }) => {
      const keep = archiveName !== 'a';
      return { archiveId, archiveName, fingerprint, timestamp: timestamp.toISOString(), keep, rule: null };
    });
    const group = { clientId: client.id, clientHostname: client.hostname, configId: null, configLabel: null };
    const plan = await inTransaction(ctx.db, (tx) =>
      insertPlan(
        tx,
        {
          pruneConfigId: 'gone',
          repositoryId: repository.id,
          jobId: 987_654,
          state: 'made',
          groups: [{ ...group, held: null, reasons: [], archives, unfinished: [] }],
          reasons: [],
          kept: 2,
          deleted: 1,
          digest: '',
          confirmedBy: null,
          confirmedAt: null,
        },
        ctx.clock(),
      ),
    );
    const result = await mirror([c]);
    expect(result.removed.map(({ name }) => name)).toEqual(['a']);
    expect(result.vanished.map(({ name }) => name)).toEqual(['b']);
    expect(await findPlan(ctx.db, plan.id)).toMatchObject({ state: 'abandoned' });
  });

  it('does not take a new archive of the same name for the one that vanished', async () => {
    const { mirror } = await make();
    const a = listed('a');
    await mirror([a]);
    const result = await mirror([listed('a')]);
    expect(result.vanished).toHaveLength(1);
    expect(result.added).toHaveLength(1);
  });

  it('imports nothing that a backup of another client made, its config gone or not', async () => {
    const { client, repository, mirror, rows } = await make();
    const other = await makeClient(ctx);
    const [own, loose] = [listed('own-1'), listed('own-2')];
    await mirror([own, loose], { adding: { clientId: other.id, matches: () => true } });
    await ctx.db.archive.updateMany({ where: { fingerprint: own.id }, data: { jobId: 7 } });
    const asked = { repositoryId: repository.id, clientId: client.id, archive: 'own-.*', regex: true };
    const { matched, refused } = await recordImport(ctx, asked, [own, loose]);
    expect([matched.map(({ name }) => name), refused]).toEqual([['own-2'], ['own-1']]);
    expect((await rows()).map(({ clientId }) => clientId)).toEqual([other.id, client.id]);
  });

  it('leaves alone what a job of ours put on record a moment ago', async () => {
    const { repository, mirror, rows } = await make();
    const a = listed('a');
    const none = {
      clientId: null,
      configId: null,
      jobId: 7,
      suspect: null,
      repositoryFigures: null,
      lastGood: null,
    };
    const figures = { nfiles: 1, originalSize: 2, compressedSize: 3, deduplicatedSize: 4, duration: 5 };
    const own = {
      ...none,
      ...figures,
      fingerprint: a.id,
      name: 'a',
      timestamp: a.start,
      timestampEnd: a.end,
    };
    await inTransaction(ctx.db, (tx) => addArchiveIn(tx, ctx, { ...own, repositoryId: repository.id }));
    await mirror([a]);
    expect(await rows()).toMatchObject([{ jobId: 7, nfiles: 1 }]);
  });
});
