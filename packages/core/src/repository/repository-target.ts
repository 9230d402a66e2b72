import type { Transaction } from '@borgcube/db/open-database';
import type { StoredRepository } from '@borgcube/db/repository-store';
import { DomainError } from '@borgcube/domain/error/domain-error';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import type { RepositoryTarget } from '../borg-hand.ts';
import { repositoryKey, repositoryPassphrase } from '../secret/secret-places.ts';
import type { Secrets } from '../secret/secrets.ts';

interface TargetContext {
  readonly db: Transaction;
  readonly secrets: Secrets;
}

/** `encryption` null: not known yet. */
type Place = Pick<StoredRepository, 'id' | 'url' | 'remoteBorg' | 'encryption'>;

interface GivenSecrets {
  readonly passphrase?: SecretText | null | undefined;
  readonly key?: SecretText | null | undefined;
}

/** Opens what Borg needs to work on a repository; secrets that are given stand in for the stored ones. */
export async function repositoryTarget(
  { db, secrets }: TargetContext,
  repository: Place,
  given: GivenSecrets = {},
): Promise<RepositoryTarget> {
  requireLocal(repository.url);
  const mayNeedKeyFile = repository.encryption?.startsWith('keyfile') ?? true;
  return {
    id: repository.id,
    url: repository.url,
    remoteBorg: repository.remoteBorg,
    passphrase: given.passphrase ?? (await secrets.open(db, repositoryPassphrase(repository.id))),
    keyFile: mayNeedKeyFile ? (given.key ?? (await secrets.open(db, repositoryKey(repository.id)))) : null,
    ssh: null,
  };
}

function requireLocal(url: string): void {
  if (parseRepositoryUrl(url)?.type === 'local') return;
  throw new DomainError(
    'PRECONDITION_FAILED',
    'repository-connection-failed',
    'This version opens repositories on this server only; repositories behind ssh can be recorded but not used yet.',
  );
}
