import type { Transaction } from '@borgcube/db/open-database';
import type { StoredRepository } from '@borgcube/db/repository-store';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import type { RepositoryTarget, SshIdentity } from '../borg-hand.ts';
import { repositoryKey, repositoryPassphrase, sshPrivateKey } from '../secret/secret-places.ts';
import type { Secrets } from '../secret/secrets.ts';

interface TargetContext {
  readonly db: Transaction;
  readonly secrets: Secrets;
}

/** `encryption` null: not known yet. */
export type Place = Pick<
  StoredRepository,
  'id' | 'url' | 'remoteBorg' | 'encryption' | 'sshKeyId' | 'hostKeyLine'
>;

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
  const mayNeedKeyFile = repository.encryption?.startsWith('keyfile') ?? true;
  return {
    id: repository.id,
    url: repository.url,
    remoteBorg: repository.remoteBorg,
    passphrase: given.passphrase ?? (await secrets.open(db, repositoryPassphrase(repository.id))),
    keyFile: mayNeedKeyFile ? (given.key ?? (await secrets.open(db, repositoryKey(repository.id)))) : null,
    ssh: await sshIdentity({ db, secrets }, repository),
  };
}

/** Null for a repository on this server. */
async function sshIdentity(
  { db, secrets }: TargetContext,
  { url, sshKeyId, hostKeyLine }: Place,
): Promise<SshIdentity | null> {
  if (parseRepositoryUrl(url)?.type !== 'ssh') return null;
  const privateKey = sshKeyId === null ? null : await secrets.open(db, sshPrivateKey(sshKeyId));
  return { privateKey, identityFile: null, hostKeyLine };
}
