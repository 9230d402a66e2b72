import type { JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findRepository } from '@borgcube/db/repository-store';
import type { JobHold } from '@borgcube/domain/job/job';

/** Kinds that wait while the last check of their repository is red; they keep nobody else waiting meanwhile. */
const HELD_BY_DAMAGE: readonly string[] = ['prune'];

/** What a queued job waits for that no other job will end by itself; null: nothing. */
export async function findHold(
  db: Transaction,
  { kind, repositoryId }: Pick<JobRow, 'kind' | 'repositoryId'>,
): Promise<JobHold | null> {
  if (repositoryId === null || !HELD_BY_DAMAGE.includes(kind)) return null;
  const repository = await findRepository(db, repositoryId);
  if (!repository?.damagedJobId) return null;
  const { name, damagedJobId } = repository;
  const sentence = `It waits until a check finds ${name} whole: job ${damagedJobId} found damage, and nothing is deleted from a damaged repository.`;
  return { sentence, jobId: damagedJobId };
}

/** Of jobs that wait for one repository: those that nothing holds. */
export async function withoutHeld(db: Transaction, rows: readonly JobRow[]): Promise<JobRow[]> {
  const first = rows.find(({ kind }) => HELD_BY_DAMAGE.includes(kind));
  if (!first || !(await findHold(db, first))) return [...rows];
  return rows.filter(({ kind }) => !HELD_BY_DAMAGE.includes(kind));
}
