import type { StoredPolicy } from '@borgcube/db/retention-policy-store';
import type { RetentionPolicy } from '@borgcube/domain/retention/retention-policy';

/** The wire view of a stored policy. */
export function toPolicyView(stored: StoredPolicy): RetentionPolicy {
  return {
    ...stored,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}
