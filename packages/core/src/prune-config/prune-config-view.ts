import type { StoredPruneConfig } from '@borgcube/db/prune-config-store';
import type { PruneConfig } from '@borgcube/domain/prune/prune-config';

/** The wire view of a stored prune config. */
export function toPruneConfigView(stored: StoredPruneConfig): PruneConfig {
  return {
    id: stored.id,
    name: stored.name,
    description: stored.description,
    retentionPolicyId: stored.retentionPolicyId,
    repositoryId: stored.repositoryId,
    clientPattern: stored.clientPattern,
    compact: stored.compact,
    createdAt: stored.createdAt.toISOString(),
    updatedAt: stored.updatedAt.toISOString(),
  };
}
