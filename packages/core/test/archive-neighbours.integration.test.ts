import { randomUUID } from 'node:crypto';
import { findNeighbours } from '@borgcube/core/archive/find-neighbours';
import { insertArchive, type StoredArchive } from '@borgcube/db/archive-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import { makeTestCore, type TestCore } from '@borgcube/testing/core/make-test-core';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeBackupConfig, makeClient, makeRepository } from './make-records.ts';

const NIGHTS = 420;
const FIRST = Date.UTC(2025, 8, 1);
const DAY = 86_400_000;

describeDatabases('neighbours of an archive', (open) => {
  let core: TestCore;
  let config: BackupConfig;
  const nights: StoredArchive[] = [];

  beforeAll(async () => {
    core = makeTestCore((await open()).db);
    config = await makeBackupConfig(core.ctx);
    for (let night = 0; night < NIGHTS; night += 1) nights.push(await add(FIRST + night * DAY));
  });
  afterAll(() => core.remove());

  const add = (taken: number, input: object = {}) =>
    inTransaction(core.ctx.db, (tx) =>
      insertArchive(
        tx,
        {
          fingerprint: randomUUID(),
          name: `night-${taken}`,
          repositoryId: config.repositoryId,
          clientId: config.clientId,
          configId: config.id,
          jobId: null,
          nfiles: null,
          originalSize: null,
          compressedSize: null,
          deduplicatedSize: null,
          duration: null,
          timestamp: new Date(taken),
          timestampEnd: null,
          suspect: null,
          repositoryFigures: null,
          lastGood: null,
          ...input,
        },
        new Date(taken),
      ),
    );
  const beside = async (archive: StoredArchive | undefined) => {
    const { previous, next, compared } = await findNeighbours(core.as('viewer'), archive?.id ?? '');
    return [previous?.id, next?.id, compared?.id];
  };

  it('are found however many archives the client has', async () => {
    // Newest first this one is the 300th.
    const at = NIGHTS - 300;
    expect(await beside(nights[at])).toEqual([nights[at - 1]?.id, nights[at + 1]?.id, nights[at - 1]?.id]);
    expect(await beside(nights[0])).toEqual([undefined, nights[1]?.id, nights[1]?.id]);
    expect(await beside(nights.at(-1))).toEqual([nights.at(-2)?.id, undefined, nights.at(-2)?.id]);
  });

  it('of one moment stand in the order of their ids, and none is left out', async () => {
    const { id: clientId } = await makeClient(core.ctx);
    const moment = [
      await add(FIRST, { clientId, configId: null }),
      await add(FIRST, { clientId, configId: null }),
      await add(FIRST, { clientId, configId: null }),
    ].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const [one, two, three] = moment.map(({ id }) => id);
    expect(await beside(moment[1])).toEqual([one, three, one]);
    expect(await beside(moment[0])).toEqual([undefined, two, two]);
  });

  it('are compared with the last good one of their own config, in their repository', async () => {
    const { id: clientId } = await makeClient(core.ctx);
    const of = (day: number, input: object = {}) => add(FIRST + day * DAY, { clientId, ...input });
    const good = await of(1);
    const other = await of(2, { configId: null });
    const suspect = await of(3, { suspect: 'shrunk' });
    const elsewhere = await of(4, { repositoryId: (await makeRepository(core.ctx)).id });
    const last = await of(5);
    expect(await beside(last)).toEqual([elsewhere.id, undefined, good.id]);
    expect(await beside(suspect)).toEqual([other.id, elsewhere.id, good.id]);
    expect(await beside(elsewhere)).toEqual([suspect.id, last.id, undefined]);
    const vanished = await core.ctx.db.archive.update({
      where: { id: good.id },
      data: { vanishedAt: new Date() },
    });
    expect((await beside(last))[2]).toBe(other.id);
    expect(vanished.id).toBe(good.id);
    expect((await beside(good))[2]).toBeUndefined();
  });

  it('are none of an archive that belongs to no client', async () => {
    const { id: repositoryId } = await makeRepository(core.ctx);
    const input = { repositoryId, clientId: null, configId: null };
    const [one, other] = [await add(FIRST, input), await add(FIRST + DAY, input)];
    expect(await beside(other)).toEqual([undefined, undefined, one.id]);
  });
});
