import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CoreContext } from '@borgcube/core/core-context';
import { listJobs } from '@borgcube/core/job/list-jobs';
import { createSchedule } from '@borgcube/core/schedule/create-schedule';
import { listScheduleOccurrences } from '@borgcube/core/schedule/list-schedules';
import type { Database } from '@borgcube/db/open-database';
import { JobList } from '@borgcube/domain/job/job';
import { type Schedule, ScheduleCreate } from '@borgcube/domain/schedule/schedule';
import { defineJobKind } from '@borgcube/plugin-kit/define-job-kind';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import { defineScheduledAction } from '@borgcube/plugin-kit/define-scheduled-action';
import { makeTestCore } from '@borgcube/testing/core/make-test-core';
import { type RunningScheduler, startScheduler } from '@borgcube/worker/scheduler/start-scheduler';
import { z } from 'zod';

/** A job of it is made and lies there. */
const idle = defineJobKind({
  name: 'test.idle',
  verboseName: 'Idle',
  states: [],
  config: { schema: z.object({}), version: 1, steps: [] },
  access: () => null,
  executor: { run: async () => ({ state: 'done' }) },
});

/** Asks for so many jobs; from `brokenFrom` on, for jobs of a kind that nobody knows. */
const make = (brokenFrom: number) =>
  defineScheduledAction({
    kind: 'test.make',
    name: 'Make jobs',
    form: z.strictObject({ count: z.int().min(1) }),
    expand: async ({ data }) =>
      Array.from({ length: data.count }, (_, index) => ({
        kind: index >= brokenFrom ? 'test.gone' : 'test.idle',
        target: String(index),
        config: {},
      })),
  });

export function testPlugin(brokenFrom = Number.POSITIVE_INFINITY): Plugin {
  return definePlugin({ name: 'test', jobKinds: [idle], scheduledActions: [make(brokenFrom)] });
}

export const START = Date.parse('2026-11-22T12:00:00Z');

/** Schedules on a database whose clocks a test sets. */
export function openScheduleHouse(db: Database, plugins: readonly Plugin[] = []) {
  const { ctx: plain, remove } = makeTestCore(db, [testPlugin(), ...plugins]);
  const time = { wall: START, monotonic: 0 };
  const ctx: CoreContext = { ...plain, clock: () => new Date(time.wall) };
  const started: RunningScheduler[] = [];
  const reports: string[] = [];
  const ledger = async (id: string) =>
    (await listScheduleOccurrences(ctx, { id, limit: 200 })).items.toReversed();
  return {
    ctx,
    reports,
    ledger,
    /** Time goes by, for everybody; more than a minute at once looks like sleep. */
    pass: (ms: number) => {
      time.wall += ms;
      time.monotonic += ms;
    },
    /** Somebody sets the clock. */
    setClock: (to: number) => {
      time.wall = to;
    },
    start: (parts: { plugins?: CoreContext['kinds']; db?: Database; workerId?: string } = {}) => {
      const scheduler = startScheduler({
        core: { ...ctx, kinds: parts.plugins ?? ctx.kinds, db: parts.db ?? db },
        worker: { workerId: parts.workerId ?? 'worker', incarnation: randomUUID() },
        report: (message, error) => reports.push(`${message}: ${error}`),
        now: () => time.monotonic,
        lookEvery: 20,
      });
      started.push(scheduler);
      return scheduler;
    },
    stop: async () => {
      for (const scheduler of started) await scheduler.stop();
      remove();
    },
    makeSchedule: (input: Partial<ScheduleCreate> = {}): Promise<Schedule> =>
      createSchedule(
        ctx,
        ScheduleCreate.parse({
          name: randomUUID(),
          recurrence: 'RRULE:FREQ=MINUTELY',
          recurrenceStart: '2026-11-22T12:01:00',
          timeZone: 'UTC',
          actions: [{ kind: 'test.make', data: { count: 1 } }],
          ...input,
        }),
      ),
    /** The ledger, oldest first, once each row has come to its end and the schedule waits for its next instant. */
    settled: async (id: string, rows: number) => {
      for (;;) {
        const found = await ledger(id);
        const open = found.some((row) => row.state === 'due' || row.state === 'running');
        if (found.length >= rows && !open) return found;
        await delay(10);
      }
    },
    jobs: async () => (await listJobs(ctx, JobList.parse({ limit: 200 }))).items,
  };
}

export type ScheduleHouse = ReturnType<typeof openScheduleHouse>;
