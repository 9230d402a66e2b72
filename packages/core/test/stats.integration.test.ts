import { readStats } from '@borgcube/core/system/read-stats';
import { dayBegins } from '@borgcube/domain/overview/stats';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClient, makeRepository } from './make-records.ts';

const ZONE = 'Europe/Berlin';
/** The day began at 22:00 UTC of the day before. */
const NOW = new Date('2026-07-02T10:00:00.000Z');

describeDatabases('stats', (open) => {
  let core: TestCore;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
  });
  afterAll(() => core.remove());

  it('counts by repository, and the backups of today by the wall clock', async () => {
    const ctx = { ...core.ctx, clock: () => NOW };
    expect(await readStats(ctx, ZONE)).toMatchObject({ archives: 0, originalSize: null, repositories: [] });
    const [vault, attic] = [
      await makeRepository(ctx, { name: 'vault' }),
      await makeRepository(ctx, { name: 'attic' }),
    ];
    await makeClient(ctx);
    const times = ['2026-07-01T21:59:00Z', '2026-07-01T22:01:00Z', '2026-07-02T09:00:00Z'];
    for (const [index, at] of times.entries()) {
      const row = {
        id: `a${index}`,
        name: `web01-${index}`,
        nameKey: '',
        fingerprint: `${index}`.repeat(64),
      };
      await ctx.db.archive.create({ data: { ...row, repositoryId: vault.id, timestamp: new Date(at) } });
    }
    await ctx.db.repository.update({
      where: { id: vault.id },
      data: { originalSize: 300, deduplicatedSize: 100, measuredAt: NOW },
    });
    const stats = await readStats({ ...ctx, clock: () => new Date(NOW.getTime() + 60_000) }, ZONE);
    expect(stats).toMatchObject({
      archives: 3,
      backupsToday: 2,
      clients: 1,
      originalSize: 300,
      deduplicatedSize: 100,
    });
    expect(stats.repositories).toMatchObject([
      { id: attic.id, name: 'attic', archives: 0, newestArchiveAt: null, originalSize: null },
      { id: vault.id, name: 'vault', archives: 3, newestArchiveAt: '2026-07-02T09:00:00.000Z' },
    ]);
  });
});

it('a day begins at midnight of its zone', () => {
  expect(dayBegins(NOW, ZONE).toISOString()).toBe('2026-07-01T22:00:00.000Z');
  expect(dayBegins(NOW, 'Pacific/Auckland').toISOString()).toBe('2026-07-01T12:00:00.000Z');
});
