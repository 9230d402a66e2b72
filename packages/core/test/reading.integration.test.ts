import { PassThrough } from 'node:stream';
import { cancelJob } from '@borgcube/core/job/cancel-job';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { getJob } from '@borgcube/core/job/get-job';
import { RENEW_EVERY_MS } from '@borgcube/core/job/lease';
import { settleJob } from '@borgcube/core/job/settle-job';
import { enterReading, whileReading } from '@borgcube/core/reading/enter-reading';
import { openReading } from '@borgcube/core/reading/open-reading';
import { endReadings } from '@borgcube/core/reading/reading';
import { openDatabase } from '@borgcube/db/open-database';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import type { TestDatabase } from '@borgcube/testing/database/open-test-database';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type JobHouse, openJobHouse } from './job-house.ts';

describeDatabases('readings', (open) => {
  let database: TestDatabase;
  let house: JobHouse;
  let repositoryId: string;

  beforeAll(async () => {
    database = await open();
    house = openJobHouse(database.db);
  });
  afterAll(() => house.remove());
  beforeEach(async () => {
    await endReadings(house.ctx.db);
    await house.ctx.db.job.deleteMany({});
    repositoryId = await house.makeRepository();
  });

  const claim = async () => (await claimNextJob(house.ctx, house.worker))?.id ?? null;
  const settle = (jobId: number) =>
    settleJob(house.ctx, { jobId, worker: house.worker, outcome: { state: 'done' } });
  const enter = (what = 'a download from archive a') => enterReading(house.ctx, { repositoryId, what });
  const busy = (jobId: number) => ({ kind: 'repository-busy', details: { jobId } });
  const rows = () => house.ctx.db.repositoryReading.count({ where: { repositoryId } });

  it('a job that writes waits until the last one is left, and says for what', async () => {
    const readings = [await enter(), await enter('a look into archive b')];
    const { id } = await house.makeJob(repositoryId, 'write');
    expect(await claim()).toBeNull();
    const { hold, waitsFor } = await getJob(house.ctx, id);
    expect({ hold, waitsFor }).toMatchObject({
      hold: {
        sentence: expect.stringMatching(
          /^It waits until a download from archive a by admin, a look into archive b by admin have ended\./,
        ),
        jobId: null,
      },
      waitsFor: [],
    });
    await readings[0]?.leave();
    expect(await claim()).toBeNull();
    await readings[1]?.leave();
    expect((await getJob(house.ctx, id)).hold).toBeNull();
    expect(await claim()).toBe(id);
  });

  it.each(['write', 'exclusive'])('holds jobs of access %s, and none beside them', async (access) => {
    const reading = await enter();
    const reader = await house.makeJob(repositoryId, 'read');
    const writer = await house.makeJob(repositoryId, access);
    const beside = await house.makeJob(await house.makeRepository(), access);
    const free = await house.makeJob(null, null);
    expect([await claim(), await claim(), await claim(), await claim()]).toEqual([
      reader.id,
      beside.id,
      free.id,
      null,
    ]);
    expect((await getJob(house.ctx, reader.id)).hold).toBeNull();
    await settle(reader.id);
    await reading.leave();
    expect(await claim()).toBe(writer.id);
  });

  it('jobs behind the one that is held wait for it in their order', async () => {
    const reading = await enter();
    const [writer, late] = [await house.makeJob(repositoryId), await house.makeJob(repositoryId, 'read')];
    expect(await claim()).toBeNull();
    expect(await getJob(house.ctx, late.id)).toMatchObject({ hold: null, waitsFor: [writer.id] });
    expect(await getJob(house.ctx, writer.id)).toMatchObject({ waitingBehind: [late.id] });
    await reading.leave();
    expect([await claim(), await claim()]).toEqual([writer.id, null]);
  });

  it('whoever looks for jobs is woken when the last one is left', async () => {
    const reading = await enter();
    const { id } = await house.makeJob(repositoryId);
    await claim();
    const told: unknown[] = [];
    const ends = new AbortController();
    const listening = (async () => {
      for await (const event of house.ctx.bus.subscribe({ signal: ends.signal })) told.push(event);
    })();
    await reading.leave();
    await vi.waitFor(() => expect(told).toMatchObject([{ type: 'job', jobId: id, state: 'job_created' }]));
    ends.abort();
    await listening;
  });

  it('is refused while a job that conflicts works there', async () => {
    const reader = await house.makeJob(repositoryId, 'read');
    await claim();
    await (await enter()).leave();
    await settle(reader.id);
    const writer = await house.makeJob(repositoryId, 'write');
    await claim();
    await expect(enter()).rejects.toMatchObject(busy(writer.id));
    expect(await rows()).toBe(0);
  });

  it('a stream of readings keeps no job waiting for ever: new ones are refused until it has run', async () => {
    const first = await enter();
    const { id } = await house.makeJob(repositoryId);
    const second = await enter(); // nobody has looked for jobs yet
    await claim();
    await expect(enter()).rejects.toMatchObject({
      ...busy(id),
      message: `Idle job ${id} waits for this repository until nobody reads from it any more. Try again when it has run.`,
    });
    await first.leave();
    await second.leave();
    // Not in the moment either that it takes to claim it.
    await expect(enter()).rejects.toMatchObject(busy(id));
    expect(await claim()).toBe(id);
    await settle(id);
    await (await enter()).leave();
  });

  it('a job that is cancelled while it waits keeps nobody out', async () => {
    const reading = await enter();
    const { id } = await house.makeJob(repositoryId);
    await claim();
    await cancelJob(house.ctx, id);
    await (await enter()).leave();
    await reading.leave();
  });

  it('is never entered beside a claim, however closely they meet', async () => {
    const second = database.provider === 'sqlite' ? database.db : openDatabase(database.url);
    const other = openJobHouse(second);
    try {
      const ends = { entered: 0, claimed: 0 };
      for (let round = 0; round < 40; round += 1) {
        repositoryId = await house.makeRepository();
        const { id } = await house.makeJob(repositoryId);
        const [entered, claimed] = await Promise.all([
          enterReading(other.ctx, { repositoryId, what: 'a download' }).catch(() => null),
          claimNextJob(house.ctx, house.worker),
        ]);
        expect([entered === null, claimed === null], `round ${round}`).toContain(true);
        expect([entered === null, claimed === null], `round ${round}`).toContain(false);
        ends[entered ? 'entered' : 'claimed'] += 1;
        await entered?.leave();
        if (!claimed) await claimNextJob(house.ctx, house.worker);
        await settle(id);
      }
      expect(ends.entered + ends.claimed).toBe(40);
    } finally {
      other.remove();
      if (second !== database.db) await second.$disconnect();
    }
  });

  it('counts for nothing once its lease ran out, and ends', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const reading = await enter();
      const lease = async () =>
        (await house.ctx.db.repositoryReading.findFirst({ where: { repositoryId } }))?.leaseExpires ?? null;
      const before = (await lease()) ?? new Date(Number.NaN);
      vi.advanceTimersByTime(RENEW_EVERY_MS);
      await vi.waitFor(async () => expect((await lease())?.getTime()).toBeGreaterThan(before.getTime()));

      await house.ctx.db.repositoryReading.updateMany({ data: { leaseExpires: new Date(0) } });
      const { id } = await house.makeJob(repositoryId);
      expect((await getJob(house.ctx, id)).hold).toBeNull();
      expect(await claim()).toBe(id);
      expect(await lease()).toBeNull();
      expect(reading.signal.aborted).toBe(false);
      vi.advanceTimersByTime(RENEW_EVERY_MS);
      await vi.waitFor(() => expect(reading.signal.aborted).toBe(true));
    } finally {
      vi.useRealTimers();
    }
  });

  it('one that nobody left is removed by the next', async () => {
    await enter();
    await house.ctx.db.repositoryReading.updateMany({ data: { leaseExpires: new Date(0) } });
    await (await enter()).leave();
    expect(await rows()).toBe(0);
  });

  it('is left with its content or its act, however that ends, and with the server', async () => {
    const about = { repositoryId, what: 'a download' };
    const opened = async () => {
      const { content } = await openReading(house.ctx, about, async () => ({ content: new PassThrough() }));
      content.on('error', () => {});
      expect(await rows()).toBe(1);
      return content;
    };
    const free = () => vi.waitFor(async () => expect(await rows()).toBe(0));

    (await opened()).resume().end();
    await free();
    (await opened()).destroy();
    await free();
    (await opened()).destroy(new Error('Borg failed'));
    await free();
    const broken = new Error('Borg was not there');
    const fail = () => Promise.reject(broken);
    await expect(openReading(house.ctx, about, fail)).rejects.toBe(broken);
    await expect(whileReading(house.ctx, about, fail)).rejects.toBe(broken);
    expect(await rows()).toBe(0);
    const last = await opened();
    await endReadings(house.ctx.db);
    expect([await rows(), last.destroyed]).toEqual([0, true]);
  });
});
