import { randomUUID } from 'node:crypto';
import type { CoreContext } from '@borgcube/core/core-context';
import { createJob } from '@borgcube/core/job/create-job';
import { backupAction } from '@borgcube/core/schedule/backup-action';
import { type Database, openDatabase } from '@borgcube/db/open-database';
import type { Provider } from '@borgcube/db/provider';
import { BackupConfigCreate, BackupConfigData } from '@borgcube/domain/backup-config/backup-config';
import { BACKUP_STATES } from '@borgcube/domain/job/job-state';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin } from '@borgcube/plugin-kit/define-plugin';
import { makeTestCore } from '@borgcube/testing/core/make-test-core';
import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import { startWorker } from '@borgcube/worker/start-worker';
import { z } from 'zod';

export interface ScheduleBenchHouse extends AsyncDisposable {
  readonly db: Database;
  /** A connection of its own, as another process would have. */
  readonly watcher: Database;
  /** One schedule for each instant, each with one backup of a config of its own; the config is `b<number>`. */
  addSchedules(instants: readonly Date[]): Promise<void>;
  /** Milliseconds left on the lease of the job that runs all the time. */
  leaseLeft(): Promise<number>;
}

const BATCH = 500;

/** A worker with its scheduler, and one job that runs, and whose lease is to be kept, all the time. */
export async function openScheduleBenchHouse(provider: Provider): Promise<ScheduleBenchHouse> {
  const database = await openTestDatabase(provider);
  const { db, url } = database;
  const watcher = openDatabase(url);
  const ended = new AbortController();
  const core = makeTestCore(db, [makePlugin(ended.signal)]);
  const system: CoreContext = {
    ...core.ctx,
    actor: { type: 'system', id: 'bench', name: 'bench', role: 'admin' },
  };
  await db.repository.create({ data: { id: 'r', name: 'vault', url: '/nowhere' } });
  const worker = await startWorker({
    core: system,
    environment: core.environment,
    worker: { workerId: 'bench', incarnation: randomUUID() },
    name: 'bench',
    version: '0',
    concurrency: 4,
    report: (message, error) => console.error(message, error),
  });
  const { id } = await createJob(system, { kind: 'hold', repositoryId: 'r', config: {} });
  while ((await watcher.job.findUnique({ where: { id } }))?.state !== 'holding') await turn();
  let count = 0;
  return {
    db,
    watcher,
    addSchedules: async (instants) => {
      for (let from = 0; from < instants.length; from += BATCH) {
        const batch = instants.slice(from, from + BATCH).map((at) => ({ at, number: count++ }));
        await addBatch(db, batch);
      }
    },
    leaseLeft: async () => {
      const job = await watcher.job.findUniqueOrThrow({ where: { id } });
      return job.state === 'holding' ? (job.leaseExpires?.getTime() ?? 0) - Date.now() : Number.NaN;
    },
    [Symbol.asyncDispose]: async () => {
      ended.abort();
      await worker.stop();
      await watcher.$disconnect();
      await database.close();
      core.remove();
    },
  };
}

/** Backups that wait behind the one job that holds their repository. */
function makePlugin(ended: AbortSignal) {
  const backup = defineJobKind({
    name: 'backup',
    verboseName: 'Backup',
    states: BACKUP_STATES,
    config: { schema: BackupConfigData, version: 1, steps: [] },
    access: () => 'write',
    executor: { run: async () => ({ state: 'done' }) },
  });
  const hold = defineJobKind({
    name: 'hold',
    verboseName: 'Hold',
    states: [{ name: 'holding', verboseName: 'Holding' }],
    config: { schema: z.object({}), version: 1, steps: [] },
    access: () => 'exclusive',
    executor: {
      run: async (_job, context) => {
        await context.enter('holding');
        await new Promise((resolve) => ended.addEventListener('abort', resolve, { once: true }));
        return { state: 'done' };
      },
    },
  });
  return definePlugin({ name: 'borgcube', jobKinds: [backup, hold], scheduledActions: [backupAction] });
}

interface Numbered {
  readonly at: Date;
  readonly number: number;
}

async function addBatch(db: Database, batch: readonly Numbered[]): Promise<void> {
  const now = new Date();
  const none = { rateLimit: null, maxDuration: null, beforeCommand: null, afterCommand: null };
  const where = { clientId: 'c', repositoryId: 'r', label: 'system', transport: 'local' as const };
  const parsed = BackupConfigCreate.parse({ ...where, paths: ['/etc'], ...none });
  const { clientId: _c, repositoryId: _r, label: _l, transport: _t, enabled: _e, ...data } = parsed;
  await db.client.createMany({
    data: batch.map(({ number }) => ({ id: `c${number}`, hostname: `host${number}`, objective: 1n })),
  });
  await db.backupConfig.createMany({
    data: batch.map(({ number }) => ({
      id: `b${number}`,
      clientId: `c${number}`,
      repositoryId: 'r',
      label: 'system',
      transport: 'local',
      version: 1,
      data: { ...data },
    })),
  });
  await db.schedule.createMany({
    data: batch.map(({ number, at }) => ({
      id: `s${number}`,
      name: `Schedule ${number}`,
      recurrence: 'RRULE:FREQ=DAILY',
      recurrenceStart: at.toISOString().slice(0, 19),
      timeZone: 'UTC',
      effectiveFrom: now,
      nextAt: at,
      updatedAt: now,
    })),
  });
  await db.scheduledAction.createMany({
    data: batch.map(({ number }) => ({
      id: `a${number}`,
      scheduleId: `s${number}`,
      position: 1,
      kind: 'borgcube.backup',
      version: 1,
      data: { backupConfigId: `b${number}` },
      targetNoun: 'backupConfig',
      targetId: `b${number}`,
    })),
  });
}

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
