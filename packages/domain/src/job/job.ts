import { z } from 'zod';
import { PageInput } from '../form/page.ts';
import { RestoreReceipt } from '../restore/restore-receipt.ts';

const size = z.int().nonnegative().nullable();

/** What is known while a job runs; null where it is not known. `rate` in bytes a second over the last 10 s. */
export const JobProgress = z.object({
  originalSize: size,
  compressedSize: size,
  deduplicatedSize: size,
  nfiles: size,
  path: z.string().nullable(),
  rate: z.number().nonnegative().nullable(),
  /** What the last good run of the same config came to: the basis of percent and ETA. */
  expectedSize: size,
  expectedFiles: size,
  percent: z.number().min(0).max(100).nullable(),
  etaMs: z.int().nonnegative().nullable(),
  message: z.string().nullable(),
  updatedAt: z.iso.datetime(),
});
export type JobProgress = z.infer<typeof JobProgress>;

export const FailureCauseView = z.looseObject({
  kind: z.string(),
  message: z.string().optional(),
  evidence: z.array(z.string()).optional(),
});

export const Job = z.object({
  id: z.int(),
  kind: z.string(),
  state: z.string(),
  repositoryId: z.string().nullable(),
  clientId: z.string().nullable(),
  configId: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  timestampStart: z.iso.datetime().nullable(),
  timestampEnd: z.iso.datetime().nullable(),
  failureCause: FailureCauseView.nullable(),
  borgWarning: z.array(z.string()).nullable(),
  progress: JobProgress.nullable(),
  archiveId: z.string().nullable(),
  attempt: z.int(),
  retryOf: z.int().nullable(),
  /** Who or what started it: `user:mk`, `schedule:Nightly`. */
  createdBy: z.string(),
  cancelRequestedAt: z.iso.datetime().nullable(),
});
export type Job = z.infer<typeof Job>;

export const JobTransition = z.object({ state: z.string(), at: z.iso.datetime() });

/** Something that a queued job waits for beside other jobs; `jobId` tells of it. */
export const JobHold = z.object({ sentence: z.string(), jobId: z.int().nullable() });
export type JobHold = z.infer<typeof JobHold>;

/** One job with what its page shows. */
export const JobDetail = z.object({
  ...Job.shape,
  config: z.looseObject({}).nullable(),
  configVersion: z.int().nullable(),
  verboseKind: z.string(),
  /** Of one that has not ended: why this server cannot run it; null when it can. */
  problem: z.string().nullable(),
  states: z.array(z.object({ name: z.string(), verboseName: z.string(), usualMs: z.int().nullable() })),
  transitions: z.array(JobTransition),
  hold: JobHold.nullable(),
  /** Of a restore that came to its end; `jobs.receipt` has the paths. */
  receipt: RestoreReceipt.nullable(),
  /** Ids of jobs that this one waits for, and that wait for it. */
  waitsFor: z.array(z.int()),
  waitingBehind: z.array(z.int()),
});
export type JobDetail = z.infer<typeof JobDetail>;

export const JobStarted = z.object({ ...Job.shape, alreadyQueued: z.boolean() });
export type JobStarted = z.infer<typeof JobStarted>;

export const JobList = z.strictObject({
  ...PageInput.shape,
  state: z.union([z.string(), z.array(z.string())]).optional(),
  /** Only what has not ended, whatever the states of its kind are called; `running`: what has begun as well. */
  unfinished: z.enum(['all', 'running']).optional(),
  kind: z.string().optional(),
  repositoryId: z.string().optional(),
  clientId: z.string().optional(),
  configId: z.string().optional(),
});
export type JobList = z.infer<typeof JobList>;

export const JobById = z.strictObject({ id: z.int().positive() });

/** Starts a job of a kind that is `runnable`; `config` as the kind's form asks for it. */
export const JobRun = z.strictObject({
  kind: z.string().min(1).max(130),
  config: z.looseObject({}).prefault({}),
});
export type JobRun = z.infer<typeof JobRun>;

export const JobLogLevel = z.enum(['debug', 'info', 'warning', 'error', 'file']);
export type JobLogLevel = z.infer<typeof JobLogLevel>;

export const JobLogLine = z.object({
  seq: z.int(),
  time: z.iso.datetime(),
  level: JobLogLevel,
  message: z.string(),
});
export type JobLogLine = z.infer<typeof JobLogLine>;

export const JobLogInput = z.strictObject({
  id: z.int().positive(),
  after: z.int().min(0).optional(),
  limit: z.int().min(1).max(5000).default(1000),
});
export const JobLogPage = z.object({ lines: z.array(JobLogLine), next: z.int() });
