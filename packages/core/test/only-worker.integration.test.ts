import { requireOnlyWorker } from '@borgcube/core/worker/require-only-worker';
import { registerWorker } from '@borgcube/core/worker/worker-row';
import { databaseNow } from '@borgcube/db/database-now';
import { stopWorkerRow, touchWorker } from '@borgcube/db/worker-store';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';

describeDatabases('a worker that starts', (open) => {
  let core: TestCore;
  beforeAll(async () => {
    core = makeTestCore((await open()).db);
  });
  afterAll(() => core.remove());

  const WORKER = { id: 'one', incarnation: 'running' };
  const register = () =>
    registerWorker(
      core.ctx,
      { workerId: WORKER.id, incarnation: WORKER.incarnation },
      { name: 'backup01', version: '1', concurrency: 1 },
    );
  const unheard = () => expect.unreachable('there was nothing to wait for');
  const start = (earlier: readonly string[], wait: () => Promise<void>) =>
    requireOnlyWorker(core.ctx, { workerId: WORKER.id, earlier }, wait);

  it('goes on at once where its last start is known to have ended', async () => {
    await start([], unheard);
    await register();
    await start(['running'], unheard);
    await stopWorkerRow(core.ctx.db, WORKER, await databaseNow(core.ctx.db));
    await start([], unheard);
  });

  it('refuses beside a live one with its id, and names where that runs', async () => {
    await register();
    const touch = async () =>
      touchWorker(core.ctx.db, WORKER, new Date((await databaseNow(core.ctx.db)).getTime() + 1));
    await expect(start([], touch)).rejects.toThrow(/running, on backup01/);
    await expect(start(['of a copy'], touch)).rejects.toThrow(/worker\.id/);
  });

  it('waits until the leases of one that went silent are over', async () => {
    await register();
    let looks = 0;
    const silence = async () => {
      looks += 1;
      if (looks < 3) return;
      // As if the time had passed; the first look is not told of it.
      const seenAt = new Date((await databaseNow(core.ctx.db)).getTime() - 75_000);
      await touchWorker(core.ctx.db, WORKER, seenAt);
    };
    await start([], silence);
    expect(looks).toBe(3);
  });
});
