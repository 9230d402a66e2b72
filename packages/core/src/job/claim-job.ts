import { databaseNow } from '@borgcube/db/database-now';
import {
  type HeldJob,
  listQueuedBefore,
  listQueuedJobs,
  takeQueuedJob,
  type WorkerStart,
} from '@borgcube/db/job-claim-store';
import { findJob, type JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import {
  insertRepositoryClaim,
  listRepositoryClaims,
  serializeClaims,
} from '@borgcube/db/repository-claim-store';
import { inTransaction } from '@borgcube/db/transaction';
import { accessesConflict, type RepositoryAccess } from '@borgcube/domain/job/repository-access';
import type { CoreContext } from '../core-context.ts';
import { type KnownJob, readFrozenJob } from './frozen-config.ts';
import { waitsForReadings } from './hold-for-readings.ts';
import { findHold, withoutHeld } from './hold-job.ts';
import { toJobView } from './job-view.ts';
import { LEASE_MS } from './lease.ts';

export interface ClaimedJob extends KnownJob, HeldJob {
  readonly row: JobRow;
}

type ClaimContext = Pick<CoreContext, 'db' | 'bus' | 'hooks' | 'kinds'>;

const WALK_STEP = 100;
const ACCESSES: readonly RepositoryAccess[] = ['read', 'write', 'exclusive'];
/** More earlier jobs than a plugin is shown still block, whatever it answers. */
const BLOCKERS_SHOWN = 50;

/** Takes the oldest queued job that nothing blocks, with its repository, for this worker; null: there is none. */
export async function claimNextJob(ctx: ClaimContext, worker: WorkerStart): Promise<ClaimedJob | null> {
  const kinds = [...ctx.kinds.jobKinds.keys()];
  const busy = new Set<string>();
  for (let after = 0; ; ) {
    // What blocks one job of a repository blocks those behind it too, unless a plugin says otherwise.
    const passed = ctx.hooks.answers('jobBlocked') ? [] : [...busy];
    const candidates = await listQueuedJobs(ctx.db, { kinds, after, passed, take: WALK_STEP });
    for (const { id, repositoryId } of candidates) {
      after = id;
      if (repositoryId !== null && busy.has(repositoryId) && !ctx.hooks.answers('jobBlocked')) continue;
      const claimed = await inTransaction(ctx.db, (tx) => claimJobIn(tx, ctx, { id, worker }));
      if (typeof claimed === 'object') return claimed;
      if (claimed === 'blocked' && repositoryId !== null) busy.add(repositoryId);
    }
    if (candidates.length < WALK_STEP) return null;
  }
}

/** Why a job was left alone; `passed`: another worker took it, this one cannot run it, or it does not want to yet. */
type Refusal = 'blocked' | 'passed';

/** The whole decision in one transaction. */
async function claimJobIn(
  tx: Transaction,
  ctx: ClaimContext,
  { id, worker }: { readonly id: number; readonly worker: WorkerStart },
): Promise<ClaimedJob | Refusal> {
  const before = await findJob(tx, id);
  if (before?.repositoryId) await serializeClaims(tx, before.repositoryId);
  const row = await findJob(tx, id);
  if (row?.state !== 'job_created' || row.workerId !== null) return 'passed';
  const known = tryRead(ctx, row);
  if (!known) return 'passed';
  if (await findHold(tx, row)) return 'passed';
  if (await isBlocked(tx, ctx, row)) return 'blocked';
  if (known.kind.executor.canRun?.(known.runnable) === false) return 'passed';
  if (await waitsForReadings(tx, ctx, row)) return 'blocked';

  const from = await databaseNow(tx);
  const until = new Date(from.getTime() + LEASE_MS);
  const taken = await takeQueuedJob(tx, row, worker, { from, until });
  if (!taken) return 'passed';
  const { access, fence } = taken;
  if (taken.repositoryId !== null && access !== null) {
    const claim = { jobId: id, repositoryId: taken.repositoryId, workerId: worker.workerId, access, fence };
    await insertRepositoryClaim(tx, { ...claim, leaseExpires: until });
  }
  return { ...known, row: taken, id, fence };
}

/** Null: a newer server made the job, and a worker that knows its config will run it. */
function tryRead(ctx: ClaimContext, row: JobRow): KnownJob | null {
  try {
    return readFrozenJob(ctx.kinds, row);
  } catch {
    return null;
  }
}

async function isBlocked(tx: Transaction, ctx: ClaimContext, row: JobRow): Promise<boolean> {
  const blockingRows = await findBlockingJobs(tx, row, BLOCKERS_SHOWN);
  const blockingJobs = blockingRows.map(toJobView);
  const left = await ctx.hooks.askJobBlocked(tx, { job: toJobView(row), blockingJobs });
  return left.length > 0 || blockingRows.length >= BLOCKERS_SHOWN;
}

/** What keeps a queued job waiting: running jobs of its repository that it conflicts with, then earlier queued ones. */
export async function findBlockingJobs(tx: Transaction, row: JobRow, take: number): Promise<JobRow[]> {
  const { repositoryId } = row;
  const conflicting = accessesInConflictWith(row.access);
  if (repositoryId === null || conflicting.length === 0) return [];
  // In this order a job that is claimed meanwhile is seen as the one or as the other.
  const queued = await listQueuedBefore(tx, { id: row.id, repositoryId }, conflicting, take);
  const claims = await listRepositoryClaims(tx, repositoryId);
  const running = claims.filter((claim) => conflicting.includes(claim.access)).map((claim) => claim.job);
  return [...running, ...(await withoutHeld(tx, queued))].slice(0, take);
}

export function accessesInConflictWith(access: string | null): readonly string[] {
  const own = ACCESSES.find((one) => one === access);
  return own ? ACCESSES.filter((other) => accessesConflict(own, other)) : [];
}
