import { z } from 'zod';
import { Job } from '../job/job.ts';
import { IncidentEvent } from '../notification/notification-message.ts';

const size = z.int().nonnegative().nullable();
const instant = z.iso.datetime();

/** States that ask for attention, and those that do not, in the order in which they win. */
export const ClientState = z.enum(['failed', 'suspect', 'stale', 'warning', 'running', 'ok']);
export type ClientState = z.infer<typeof ClientState>;

/** One night of one client; `none`: nothing was expected. */
export const NightOutcome = z.enum(['failed', 'suspect', 'missed', 'warning', 'running', 'good', 'none']);
export type NightOutcome = z.infer<typeof NightOutcome>;

export const NightCell = z.object({ outcome: NightOutcome, jobId: z.int().nullable() });
export type NightCell = z.infer<typeof NightCell>;

export const Incident = z.object({
  id: z.string(),
  event: IncidentEvent,
  state: z.enum(['failed', 'suspect', 'stale', 'warning']),
  /** The name stands first in the sentence. */
  subject: z.string(),
  sentence: z.string(),
  evidence: z.string(),
  since: instant.nullable(),
  clientId: z.string().nullable(),
  configId: z.string().nullable(),
  repositoryId: z.string().nullable(),
  jobId: z.int().nullable(),
  archiveId: z.string().nullable(),
  /** The first is the main act: back-up-now, test-connection, open-job, compare-archive, browse-archive, open-client, … */
  acts: z.array(z.string()),
});
export type Incident = z.infer<typeof Incident>;

export const SetupStep = z.object({
  name: z.enum(['repository', 'client', 'config', 'backup', 'schedule']),
  done: z.boolean(),
});
export type SetupStep = z.infer<typeof SetupStep>;

/** All that the start page shows, in one answer. */
export const Dashboard = z.object({
  now: instant,
  timeZone: z.string(),
  /** `urgent` is the second half of the sentence, tinted by `state`. */
  verdict: z.object({
    state: z.enum(['ok', 'failed', 'stale', 'suspect', 'unknown', 'empty']),
    sentence: z.string(),
    urgent: z.string().nullable(),
  }),
  lastNight: z.object({ backups: z.int(), originalSize: size, newData: size }).nullable(),
  /** At most five: BorgCube's own, then those of plugins. `value` null: it could not be read. */
  tiles: z.array(
    z.object({
      metric: z.string(),
      title: z.string(),
      unit: z.enum(['count', 'bytes', 'seconds']),
      value: z.number().nullable(),
    }),
  ),
  counts: z.object({ clients: z.int(), repositories: z.int(), running: z.int(), queued: z.int() }),
  incidents: z.object({ items: z.array(Incident), more: z.int(), checkedAt: instant }),
  running: z.array(z.object({ job: Job, title: z.string(), subject: z.string() })),
  nights: z.object({
    /** The date of each night's morning, oldest first. */
    dates: z.array(z.iso.date()),
    rows: z.array(
      z.object({ clientId: z.string(), hostname: z.string(), state: ClientState, cells: z.array(NightCell) }),
    ),
    others: z
      .object({ clients: z.int(), cells: z.array(NightCell), good: z.int(), total: z.int() })
      .nullable(),
  }),
  ages: z.object({
    over: z.int(),
    total: z.int(),
    worst: z.array(
      z.object({
        clientId: z.string(),
        hostname: z.string(),
        newestGoodArchiveAt: instant.nullable(),
        objective: z.int(),
      }),
    ),
  }),
  stored: z.array(
    z.object({
      repositoryId: z.string(),
      name: z.string(),
      deduplicatedSize: size,
      originalSize: size,
      freeSpace: size,
      measuredAt: instant.nullable(),
    }),
  ),
  /** What a restore could rely on; null: nobody has used that yet. */
  proof: z.object({
    restored: z
      .object({
        /** Within so many days. */
        days: z.int(),
        /** That are to be backed up; and of how many of them something was restored and found as it was. */
        clients: z.int(),
        proven: z.int(),
        /** Those that are not proven, never proven ones first; at most five. */
        missing: z.array(
          z.object({ clientId: z.string(), hostname: z.string(), provenAt: instant.nullable() }),
        ),
        last: z.object({
          id: z.string(),
          number: z.int(),
          clientHostname: z.string().nullable(),
          isProven: z.boolean(),
          endedAt: instant,
          bytes: z.int(),
          restoreDuration: z.int(),
        }),
      })
      .nullable(),
    kits: z.object({ repositories: z.int(), confirmed: z.int(), lastAt: instant.nullable() }).nullable(),
  }),
  nextUp: z.array(z.object({ scheduleId: z.string(), name: z.string(), at: instant, actions: z.int() })),
  /** Whether anybody learns of an incident who does not look here. */
  told: z.enum(['nobody', 'untested', 'failing', 'yes']),
  /** Null once everything was done once. */
  setupSteps: z.array(SetupStep).nullable(),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const SystemStatus = z.object({
  version: z.string(),
  borgVersion: z.string().nullable(),
  database: z.enum(['sqlite', 'postgresql']),
  workers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      version: z.string(),
      startedAt: instant,
      seenAt: instant,
      alive: z.boolean(),
      concurrency: z.int(),
    }),
  ),
  queue: z.object({ running: z.int(), queued: z.int() }),
  disk: z.object({ path: z.string(), free: z.int(), total: z.int() }).nullable(),
});
export type SystemStatus = z.infer<typeof SystemStatus>;
