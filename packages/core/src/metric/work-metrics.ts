import {
  countEndedJobs,
  countOpenAlerts,
  countWaitingMessages,
  findOldestDue,
} from '@borgcube/db/metric-store';
import type { Transaction } from '@borgcube/db/open-database';
import { listRunningJobs } from '@borgcube/db/overview-store';
import { listWorkers } from '@borgcube/db/worker-store';
import { defineMetric, type Metric, type MetricReading } from '@borgcube/plugin-kit/define-metric';
import { isAlive } from '../system/read-status.ts';
import { oncePerReading } from './once-per-reading.ts';

type Reading = MetricReading<Transaction>;

const DAY_MS = 86_400_000;
const jobsOf = oncePerReading(({ db }: Reading) => listRunningJobs(db, 1));
const workersOf = oncePerReading(({ db, now }: Reading) =>
  listWorkers(db, new Date(now.getTime() - 7 * DAY_MS)),
);

function figure(
  name: string,
  help: string,
  value: (reading: Reading) => Promise<number>,
): Metric<Transaction> {
  return defineMetric({
    name: `borgcube_${name}`,
    help,
    type: 'gauge',
    read: async (reading) => [{ value: await value(reading) }],
  });
}

export const workMetrics: readonly Metric<Transaction>[] = [
  figure('jobs_running', 'Jobs that a worker holds.', async (reading) => (await jobsOf(reading)).running),
  figure('jobs_queued', 'Jobs that wait.', async (reading) => (await jobsOf(reading)).queued),
  defineMetric<Transaction>({
    name: 'borgcube_jobs_ended_last_day',
    help: 'Jobs that ended within the last 24 hours, by kind and outcome.',
    type: 'gauge',
    labels: ['kind', 'outcome'],
    read: async ({ db, now }) => {
      const counts = await countEndedJobs(db, new Date(now.getTime() - DAY_MS));
      return counts.map(({ kind, state, count }) => ({ value: count, labels: { kind, outcome: state } }));
    },
  }),
  figure(
    'workers_alive',
    'Workers that were seen within their lease.',
    async (reading) => (await workersOf(reading)).filter((worker) => isAlive(worker, reading.now)).length,
  ),
  figure('worker_slots', 'Jobs that the live workers can run at once.', async (reading) =>
    (await workersOf(reading))
      .filter((worker) => isAlive(worker, reading.now))
      .reduce((sum, { concurrency }) => sum + concurrency, 0),
  ),
  figure(
    'scheduler_lag_seconds',
    'For how long the oldest due occurrence has been waiting to become jobs.',
    async ({ db, now }) => {
      const due = await findOldestDue(db, now);
      return due === null ? 0 : (now.getTime() - due.getTime()) / 1000;
    },
  ),
  figure('alerts_open', 'Incidents that were told and are not over.', ({ db }) => countOpenAlerts(db)),
  figure('notifications_waiting', 'Messages that still have to go out.', ({ db }) =>
    countWaitingMessages(db),
  ),
];
