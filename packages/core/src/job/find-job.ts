import { findJob, type JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { DomainError, notFound } from '@borgcube/domain/error/domain-error';

export async function getJobRow(db: Transaction, id: number): Promise<JobRow> {
  const row = await findJob(db, id);
  if (!row) throw notFound('job', id);
  return row;
}

/** The stored state is not the expected one; names both. */
export function stateConflict(id: number, stored: string, expected: string): DomainError {
  return new DomainError(
    'CONFLICT',
    'state-conflict',
    `Job ${id} is in state ${stored}, not in ${expected}.`,
  );
}
