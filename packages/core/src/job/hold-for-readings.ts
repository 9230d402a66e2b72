import { databaseNow } from '@borgcube/db/database-now';
import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import {
  deleteReadingsThatRanOut,
  listReadings,
  type RepositoryReading,
  setWaitingJob,
} from '@borgcube/db/repository-reading-store';
import type { JobHold } from '@borgcube/domain/job/job';
import type { CoreContext } from '../core-context.ts';
import { publishJob } from './publish-job.ts';

type Waiting = Pick<JobRow, 'repositoryId' | 'access'>;

const NAMED = 3;

/**
 * Whether a job that could start now waits for readings: they hold Borg's lock. From then on nothing new is read there
 * until it has started, so that it does not wait for ever.
 */
export async function waitsForReadings(
  tx: Transaction,
  ctx: Pick<CoreContext, 'bus'>,
  row: JobRow,
): Promise<boolean> {
  const readings = await listReadingsBefore(tx, row);
  if (row.repositoryId === null || readings.length === 0) return false;
  const now = await databaseNow(tx);
  if (!readings.some((one) => one.leaseExpires > now)) {
    await deleteReadingsThatRanOut(tx, row.repositoryId, now);
    return false;
  }
  if (await setWaitingJob(tx, row.repositoryId, row.id)) publishJob(tx, ctx, row);
  return true;
}

/** The readings that a queued job waits for, in words; null: none. */
export async function findReadingHold(db: Transaction, row: Waiting): Promise<JobHold | null> {
  const readings = await listReadingsBefore(db, row);
  if (readings.length === 0) return null;
  const now = await databaseNow(db);
  const names = readings
    .filter((one) => one.leaseExpires > now)
    .map(({ what, byWhom }) => `${what} by ${byWhom}`);
  if (names.length === 0) return null;
  const more = names.length - NAMED;
  const list = `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  const ended = names.length === 1 ? 'has ended' : 'have ended';
  return {
    sentence: `It waits until ${list} ${ended}. Nothing new is read there before it has started.`,
    jobId: null,
  };
}

/** Jobs that only read share Borg's lock with them. */
async function listReadingsBefore(
  db: Transaction,
  { repositoryId, access }: Waiting,
): Promise<RepositoryReading[]> {
  if (repositoryId === null || access === null || access === 'read') return [];
  return listReadings(db, repositoryId);
}
