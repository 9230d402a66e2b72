import {
  findActiveJob,
  findJobByUniqueKey,
  insertJob,
  type JobRow,
  type NewJob,
} from '@borgcube/db/job-store';
import { isUniqueViolation, type Transaction } from '@borgcube/db/open-database';
import { inSavepoint } from '@borgcube/db/savepoint';
import { inTransaction } from '@borgcube/db/transaction';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { JobKind } from '@borgcube/plugin-kit/define-job-kind';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { unknownKind } from './frozen-config.ts';
import { toJobView } from './job-view.ts';
import { publishJob } from './publish-job.ts';

export interface NewJobRequest extends Omit<JobRequest, 'target'> {
  /** The same key never makes a second job: the answer is the first one. */
  readonly uniqueKey?: string;
  readonly retryOf?: number;
  /** Counts automatic re-runs; default 1. */
  readonly attempt?: number;
  /** Default: the actor. */
  readonly createdBy?: string;
}

const TRIES_MAX = 5;

export async function createJob(ctx: CoreContext, request: NewJobRequest): Promise<JobStarted> {
  return inTransaction(ctx.db, (tx) => createJobIn(tx, ctx, request));
}

/**
 * Queues a job, as part of a transaction. A config that waits or runs already is not queued again: the answer is that
 * job with `alreadyQueued`.
 */
export async function createJobIn(
  tx: Transaction,
  ctx: CoreContext,
  request: NewJobRequest,
): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  const kind = kindOf(ctx, request.kind);
  const job = toNewJob(ctx, kind, request);
  for (let tries = 1; ; tries += 1) {
    const existing = await findExisting(tx, job);
    if (existing) return existing;
    try {
      const row = await inSavepoint(tx, (inner) => insertJob(inner, job));
      await announceJob(tx, ctx, { row, kind });
      return { ...toJobView(row), alreadyQueued: false };
    } catch (error) {
      // Somebody else queued it a moment ago, or it ended between the look and the insert.
      if (!isUniqueViolation(error) || tries === TRIES_MAX) throw error;
    }
  }
}

export function kindOf(ctx: CoreContext, name: string): JobKind {
  const kind = ctx.kinds.jobKinds.get(name);
  if (kind) return kind;
  throw unknownKind(name);
}

export function toNewJob(ctx: CoreContext, kind: JobKind, request: NewJobRequest): NewJob {
  const config = kind.config.schema.parse(request.config);
  const configId = request.configId ?? null;
  const activeKey = request.activeKey ?? configId;
  return {
    kind: kind.name,
    repositoryId: request.repositoryId ?? null,
    clientId: request.clientId ?? null,
    configId,
    configVersion: kind.config.version,
    config,
    access: kind.access(config),
    activeKey: activeKey === null ? null : `${kind.name}:${activeKey}`,
    uniqueKey: request.uniqueKey ?? null,
    retryOf: request.retryOf ?? null,
    attempt: request.attempt ?? 1,
    createdBy: request.createdBy ?? `${ctx.actor.type}:${ctx.actor.name}`,
    createdAt: ctx.clock(),
  };
}

async function findExisting(tx: Transaction, job: NewJob): Promise<JobStarted | null> {
  const same = job.uniqueKey === null ? null : await findJobByUniqueKey(tx, job.uniqueKey);
  if (same) return { ...toJobView(same), alreadyQueued: false };
  const active = job.activeKey === null ? null : await findActiveJob(tx, job.activeKey);
  return active && { ...toJobView(active), alreadyQueued: true };
}

export async function announceJob(
  tx: Transaction,
  ctx: CoreContext,
  { row, kind }: { readonly row: JobRow; readonly kind: JobKind },
): Promise<void> {
  // What the server starts by itself is told by the job; the audit log is about people and programs.
  if (ctx.actor.type !== 'system') {
    const what = `Started ${kind.verboseName.toLowerCase()} as job ${row.id}`;
    await writeAudit(tx, ctx, { what, noun: 'job', recordId: String(row.id) });
  }
  await ctx.hooks.callInTransaction(tx, 'jobCreated', { job: toJobView(row) });
  publishJob(tx, ctx, row);
}
