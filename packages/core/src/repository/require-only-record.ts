import type { Transaction } from '@borgcube/db/open-database';
import { findSameRepository } from '@borgcube/db/repository-store';
import { DomainError } from '@borgcube/domain/error/domain-error';

/** One Borg repository has one record: with two, claims and the rule of one client for ssh would not hold for it. */
export async function requireOnlyRecord(
  tx: Transaction,
  borgId: string,
  recordId: string | null,
): Promise<void> {
  const other = await findSameRepository(tx, borgId, recordId);
  if (!other) return;
  throw new DomainError(
    'CONFLICT',
    'repository-known',
    `This Borg repository is recorded as ${other.name} already. Change that record, or forget it first.`,
  );
}
