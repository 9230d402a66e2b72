import { assessRecord } from '@borgcube/core/alert/assess-record';
import { listAlerts, toldOfJob } from '@borgcube/core/alert/list-alerts';
import { sweepAlerts } from '@borgcube/core/alert/sweep-alerts';
import { walkAlerts } from '@borgcube/core/alert/walk-alerts';
import { acceptSuspect } from '@borgcube/core/archive/accept-suspect';
import { addArchiveIn } from '@borgcube/core/archive/add-archive';
import { listArchives } from '@borgcube/core/archive/list-archives';
import { deleteBackupConfig } from '@borgcube/core/backup-config/delete-backup-config';
import { updateBackupConfig } from '@borgcube/core/backup-config/update-backup-config';
import { updateClient } from '@borgcube/core/client/update-client';
import { claimNextJob } from '@borgcube/core/job/claim-job';
import { createJob } from '@borgcube/core/job/create-job';
import { setFailureCause } from '@borgcube/core/job/force-state';
import { settleJob } from '@borgcube/core/job/settle-job';
import type { Database } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { BackupConfig } from '@borgcube/domain/backup-config/backup-config';
import type { JobOutcome } from '@borgcube/plugin-kit/define-job-kind';
import { describeDatabases } from '@borgcube/testing/database/describe-databases';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AlertHouse, HOUR, openAlertHouse } from './alert-house.ts';
import { makeBackupConfig } from './make-records.ts';

const ALL = { limit: 50 };
const SWEEP = { lastSweep: null, mayTellOfScheduler: true };
const never = new AbortController().signal;

describeDatabases('incidents', (open) => {
  let db: Database;
  let house: AlertHouse;
  beforeEach(async () => {
    db = (await open()).db;
    house = openAlertHouse(db);
  });
  afterEach(() => house.remove());

  const sweep = () => sweepAlerts(house.ctx, SWEEP);
  const titles = async () => (await house.post()).map(({ message }) => `${message.phase}: ${message.title}`);
  const openEvents = async () =>
    (await listAlerts(house.ctx, { ...ALL, open: true })).items.map(({ event }) => event).sort();

  async function addArchive(config: BackupConfig, suspect: string | null = null) {
    const { clientId, repositoryId, id: configId } = config;
    const now = house.ctx.clock();
    const name = `archive-${now.getTime()}`;
    const fingerprint = name.padEnd(64, '0');
    const figures = { nfiles: 1, originalSize: 1, compressedSize: 1, deduplicatedSize: 1, duration: 1 };
    const times = { timestamp: now, timestampEnd: now, comment: '' };
    const { id } = await inTransaction(db, (tx) =>
      addArchiveIn(tx, house.ctx, {
        ...{ name, fingerprint, repositoryId, clientId, configId, jobId: null, suspect },
        ...{ ...figures, ...times, lastGood: null, repositoryFigures: null },
      }),
    );
    await house.makeUp('archive', id);
  }

  async function run(config: Pick<BackupConfig, 'id' | 'clientId' | 'repositoryId'>, outcome: JobOutcome) {
    const worker = { workerId: 'w', incarnation: 'a' };
    const { id: configId, clientId, repositoryId } = config;
    const request = { kind: 'test.idle', configId, clientId, repositoryId, config: { access: 'write' } };
    const { id } = await createJob(house.ctx, request);
    await claimNextJob(house.ctx, worker);
    await settleJob(house.ctx, { jobId: id, worker, outcome });
    await house.makeUp('job', String(id));
    return id;
  }

  const failed: JobOutcome = {
    state: 'failed',
    cause: { kind: 'client-connection-failed', port: 22, message: 'No route to host' },
  };

  it('tells of a client that goes stale though nothing failed, once, and of its end', async () => {
    await house.makeChannel();
    const config = await makeBackupConfig(house.ctx);
    house.pass(25 * HOUR);
    expect((await sweep())?.getTime()).toBe(house.ctx.clock().getTime() + HOUR);
    expect(await titles()).toEqual([]);

    house.pass(HOUR);
    await sweep();
    await sweep();
    await walkAlerts(house.ctx, never);
    expect(await titles()).toEqual([expect.stringMatching(/^opened: host-\w+ has no good archive at all$/)]);

    house.pass(HOUR);
    await addArchive(config);
    expect(await titles()).toEqual([
      expect.stringMatching(/^closed: host-\w+ is inside its objective again$/),
    ]);
    const { items } = await listAlerts(house.as('viewer'), ALL);
    expect(items).toMatchObject([
      {
        event: 'client-stale',
        closedAt: house.ctx.clock().toISOString(),
        told: [
          { channelName: 'mail', phase: 'opened', state: 'sent' },
          { channelName: 'mail', phase: 'closed', state: 'sent' },
        ],
      },
    ]);

    house.pass(26 * HOUR);
    await sweep();
    expect(await titles()).toEqual([expect.stringMatching(/^opened: .* within its objective of 26 h$/)]);
  });

  it('ends staleness with its reason: another objective, a config that is off, or gone', async () => {
    const stale = async () => {
      const config = await makeBackupConfig(house.ctx);
      house.pass(27 * HOUR);
      await sweep();
      expect(await openEvents()).toEqual(['client-stale']);
      return config;
    };
    const { clientId } = await stale();
    await updateClient(house.ctx, { id: clientId, objective: 48 * HOUR });
    expect(await openEvents()).toEqual([]);
    await updateClient(house.ctx, { id: clientId, objective: 20 * HOUR });
    expect(await openEvents()).toEqual(['client-stale']);
    await updateClient(house.ctx, { id: clientId, objective: 300 * HOUR });

    const { id } = await stale();
    await updateBackupConfig(house.ctx, { id, enabled: false });
    expect(await openEvents()).toEqual([]);

    const gone = await stale();
    await deleteBackupConfig(house.ctx, gone.id);
    expect(await openEvents()).toEqual([]);
  });

  it('is one incident while the same work keeps failing, over when it is done', async () => {
    house.tick();
    await house.makeChannel();
    const config = await makeBackupConfig(house.ctx);
    const first = await run(config, failed);
    const second = await run(config, failed);
    expect(await titles()).toEqual([expect.stringMatching(/did not answer on port 22$/)]);
    const { items } = await listAlerts(house.ctx, ALL);
    expect(items).toMatchObject([{ event: 'job-failed', jobId: second, evidence: 'No route to host' }]);

    await run(config, { state: 'cancelled' });
    expect(await openEvents()).toEqual(['job-failed']);
    await run(config, { state: 'done' });
    expect(await titles()).toEqual([
      expect.stringMatching(/^closed: Idle of host-\w+ to repository-\w+: done again$/),
    ]);
    for (const id of [first, second]) {
      expect(await toldOfJob(house.as('viewer'), id)).toMatchObject({
        alert: { event: 'job-failed' },
        told: [{ phase: 'opened' }, { phase: 'closed' }],
      });
    }
  });

  it('also sees a failure that was forced from outside', async () => {
    const config = await makeBackupConfig(house.ctx);
    const { id: configId, clientId, repositoryId } = config;
    const request = { kind: 'test.idle', configId, clientId, repositoryId, config: { access: 'write' } };
    const { id } = await createJob(house.ctx, request);
    await setFailureCause(house.ctx, id, { kind: 'worker-lost', message: 'gone' });
    await house.makeUp('job', String(id));
    expect(await openEvents()).toEqual(['job-failed']);
  });

  it('leaves nothing behind when its transaction rolls back', async () => {
    await house.makeChannel();
    const config = await makeBackupConfig(house.ctx);
    const settle = async () => {
      throw new Error('the disk is on fire');
    };
    // Settles as internal-error instead, in another transaction: one incident, that of the second.
    await run(config, { ...failed, settle });
    expect(await titles()).toEqual([expect.stringMatching(/^opened: /)]);
    expect(await db.alert.count()).toBe(1);
    await inTransaction(db, async (tx) => {
      await tx.alert.deleteMany({});
      throw new Error('no');
    }).catch(() => {});
    expect(await db.alert.count()).toBe(1);
  });

  it('tells of a suspect archive until the next good one', async () => {
    await house.makeChannel();
    const config = await makeBackupConfig(house.ctx);
    await addArchive(config);
    house.pass(HOUR);
    await addArchive(config, 'shrank to 1.9 GiB, usual 31.4');
    expect(await titles()).toEqual([
      expect.stringMatching(/^opened: The newest archive of host-\w+ is suspect$/),
    ]);
    house.pass(HOUR);
    await addArchive(config);
    expect(await titles()).toEqual([
      expect.stringMatching(/^closed: The newest archive of host-\w+ is good$/),
    ]);
  });

  it('tells of an archive that changed too much until someone accepts it, whatever good ones follow', async () => {
    await house.makeChannel();
    const config = await makeBackupConfig(house.ctx);
    await addArchive(config, 'unusual: 1,000 changed files, usually 12');
    expect(await titles()).toEqual([
      expect.stringMatching(/^opened: The newest archive of host-\w+ is suspect$/),
    ]);
    house.pass(HOUR);
    await addArchive(config);
    expect(await titles()).toEqual([]);
    expect(await openEvents()).toEqual(['archive-suspect']);
    const { items } = await listArchives(house.ctx, { clientId: config.clientId, limit: 5 });
    const id = items.find(({ suspect }) => suspect !== null)?.id ?? '';
    await acceptSuspect(house.ctx, id);
    await assessRecord(house.ctx, 'archive', id);
    expect(await titles()).toEqual([
      expect.stringMatching(/^closed: The newest archive of host-\w+ is good$/),
    ]);
  });

  it('tells what is wrong with a repository, as soon as a job of it ends, and compaction that is overdue', async () => {
    const config = await makeBackupConfig(house.ctx);
    const { repositoryId: id } = config;
    await addArchive(config);
    const done: JobOutcome = { state: 'done' };
    const set = (data: object): JobOutcome => ({
      ...done,
      settle: async ({ tx }) => {
        // The handle of a settling job is one of ours.
        await (tx as typeof db).repository.update({ where: { id }, data });
      },
    });
    const job = await run(config, set({ damagedJobId: 4711, freeSpace: 1000 }));
    expect(job).toBeGreaterThan(0);
    expect(await openEvents()).toEqual(['repository-damaged', 'repository-full-soon']);
    await run(config, set({ damagedJobId: null, freeSpace: 1e12, tamperedAt: new Date() }));
    expect(await openEvents()).toEqual(['repository-tampered']);
    // What the repository's incident tells already is not told once more.
    await run(config, { state: 'failed', cause: { kind: 'repository-tampered' } });
    expect(await openEvents()).toEqual(['repository-tampered']);
    await db.repository.update({
      where: { id },
      data: { tamperedAt: null, createdAt: new Date('2026-01-01') },
    });
    await addArchive(config);
    await walkAlerts(house.ctx, never);
    expect(await openEvents()).toEqual(['compact-overdue']);
    await run(config, set({ lastCompact: house.ctx.clock() }));
    expect(await openEvents()).toEqual([]);
  });

  it('tells of a refused plan as what it is', async () => {
    const config = await makeBackupConfig(house.ctx);
    await run(config, failed);
    await run(config, {
      state: 'failed',
      cause: { kind: 'plan-refused', planId: 'p', reasons: ['too many'] },
    });
    expect(await openEvents()).toEqual(['plan-refused']);
    await run(config, { state: 'done' });
    expect(await openEvents()).toEqual([]);
  });
});
