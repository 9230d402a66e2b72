import { mirrorArchives } from '@borgcube/core/archive/mirror-archives';
import { loadGroups } from '@borgcube/core/prune/load-groups';
import { inTransaction } from '@borgcube/db/transaction';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeClient, makeRepository } from './make-records.ts';

describeDatabases('the groups of a prune', (open) => {
  let core: TestCore;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
  });
  afterAll(() => core?.remove());

  it('own checkpoints of Borg and what a pull left, and no archive that only looks like it', async () => {
    const { ctx } = core;
    const { hostname } = await makeClient(ctx);
    const { id: repositoryId } = await makeRepository(ctx);
    const start = new Date('2026-11-01T02:00:00Z');
    const listed = (end: string) => ({
      id: end.padEnd(64, '0'),
      name: `${hostname}-${end}`,
      start,
      end: start,
    });
    await mirrorArchives(ctx, { repositoryId, listed: [listed('00009')] });
    const unfinished = ['00007.partial', '00008.2.partial', '00009.checkpoint.1', 'photos.partial'].map(
      listed,
    );
    const groups = await inTransaction(ctx.db, (tx) =>
      loadGroups(tx, { repositoryId, clientPattern: '.*', unfinished }),
    );
    expect(groups.map((group) => group.unfinished.map(({ name }) => name))).toEqual([
      unfinished.slice(0, 3).map(({ name }) => name),
    ]);
  });
});
