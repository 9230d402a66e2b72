import { databaseNow } from '@borgcube/db/database-now';
import type { Transaction } from '@borgcube/db/open-database';
import { newRecordId } from '@borgcube/db/record-id';
import { serializeClaims } from '@borgcube/db/repository-claim-store';
import { deleteReadingsThatRanOut, insertReading } from '@borgcube/db/repository-reading-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { CoreContext } from '../core-context.ts';
import { findHold } from '../job/hold-job.ts';
import { LEASE_MS } from '../job/lease.ts';
import { requireRepositoryReadable } from '../repository/require-repository-free.ts';
import { Reading } from './reading.ts';
import { findWaitingJob } from './waiting-job.ts';

export interface ReadingAbout {
  readonly repositoryId: string;
  /** As it follows "waits until"; every viewer may see it, so it names no file: `a download from archive a`. */
  readonly what: string;
}

/**
 * Makes known that somebody reads from a repository without a job: Borg holds its lock meanwhile, so no job that writes
 * is claimed until it is left. Refused with `repository-busy` while a job works there, or waits for readings to end.
 */
export async function enterReading(ctx: CoreContext, { repositoryId, what }: ReadingAbout): Promise<Reading> {
  const id = newRecordId(ctx.clock());
  await inTransaction(ctx.db, async (tx) => {
    await serializeClaims(tx, repositoryId);
    await requireRepositoryReadable(tx, repositoryId);
    await requireNobodyWaits(tx, ctx, repositoryId);
    const now = await databaseNow(tx);
    await deleteReadingsThatRanOut(tx, repositoryId, now);
    const leaseExpires = new Date(now.getTime() + LEASE_MS);
    await insertReading(tx, { id, repositoryId, what, byWhom: ctx.actor.name, leaseExpires });
  });
  return new Reading(ctx, { id, repositoryId });
}

/** Reads as long as the act lasts; its signal ends what can no longer be made known. */
export async function whileReading<T>(
  ctx: CoreContext,
  about: ReadingAbout,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const reading = await enterReading(ctx, about);
  try {
    return await act(reading.signal);
  } finally {
    await reading.leave();
  }
}

async function requireNobodyWaits(
  tx: Transaction,
  { kinds }: Pick<CoreContext, 'kinds'>,
  repositoryId: string,
): Promise<void> {
  const job = await findWaitingJob(tx, repositoryId);
  if (!job || (await findHold(tx, job))) return;
  const kind = kinds.jobKinds.get(job.kind)?.verboseName ?? job.kind;
  throw new DomainError(
    'PRECONDITION_FAILED',
    'repository-busy',
    `${kind} job ${job.id} waits for this repository until nobody reads from it any more. Try again when it has run.`,
    { details: { jobId: job.id } },
  );
}
