import { findJob, type JobRow } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { DomainError, notFound } from '@borgcube/domain/error/domain-error';
import { isFinal } from '@borgcube/domain/job/job-state';
import type { CoreContext } from '../core-context.ts';

export async function getJobRow(db: Transaction, id: number): Promise<JobRow> {
  const row = await findJob(db, id);
  if (!row) throw notFound('job', id);
  return row;
}

/** It is deleted, or has ended and no worker holds it any more. */
export async function isJobOver({ db }: Pick<CoreContext, 'db'>, id: number): Promise<boolean> {
  const row = await findJob(db, id);
  return row === null || (isFinal(row.state) && row.leaseExpires === null);
}

/** The stored state is not the expected one; names both. */
export function stateConflict(id: number, stored: string, expected: string): DomainError {
  return new DomainError(
    'CONFLICT',
    'state-conflict',
    `Job ${id} is in state ${stored}, not in ${expected}.`,
  );
}
