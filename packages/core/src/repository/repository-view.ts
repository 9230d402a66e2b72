import type { Transaction } from '@borgcube/db/open-database';
import type { StoredRepository } from '@borgcube/db/repository-store';
import { secretFieldsOf } from '@borgcube/db/secret-store';
import type { Repository } from '@borgcube/domain/repository/repository';
import { hostKeyOfLine } from '../connection/host-key.ts';
import { REPOSITORY } from '../secret/secret-places.ts';

/** The wire views; of secrets they tell only whether there is one. */
export async function toRepositoryViews(
  db: Transaction,
  repositories: readonly StoredRepository[],
): Promise<Repository[]> {
  const ids = repositories.map((repository) => repository.id);
  const secrets = await secretFieldsOf(db, REPOSITORY, ids);
  return repositories.map((repository) => toView(repository, secrets.get(repository.id) ?? new Set()));
}

export async function toRepositoryView(db: Transaction, repository: StoredRepository): Promise<Repository> {
  const fields = await secretFieldsOf(db, REPOSITORY, [repository.id]);
  return toView(repository, fields.get(repository.id) ?? new Set());
}

function toView(repository: StoredRepository, secrets: ReadonlySet<string>): Repository {
  const { hostKeyLine, hostKeyFingerprint, hostKeyAcceptedAt, seenHostKeyLine, ...rest } = repository;
  return {
    ...rest,
    hasPassphrase: secrets.has('passphrase'),
    hasKey: secrets.has('key'),
    hostKey: hostKeyLine === null ? null : hostKeyOfLine(hostKeyLine).fingerprint,
    measuredAt: repository.measuredAt?.toISOString() ?? null,
    lastCheck: repository.lastCheck?.toISOString() ?? null,
    lastCompact: repository.lastCompact?.toISOString() ?? null,
    lastSync: repository.lastSync?.toISOString() ?? null,
    tamperedAt: repository.tamperedAt?.toISOString() ?? null,
    keyKitPrintedAt: repository.keyKitPrintedAt?.toISOString() ?? null,
    provenAt: repository.provenAt?.toISOString() ?? null,
    createdAt: repository.createdAt.toISOString(),
    updatedAt: repository.updatedAt.toISOString(),
  };
}
