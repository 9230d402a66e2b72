import type { Transaction } from '@borgcube/db/open-database';
import { type StoredRepository, storeFigures } from '@borgcube/db/repository-store';
import { repositoryLabel } from '@borgcube/domain/repository/forgotten-repository';
import type { SecretText } from '@borgcube/domain/secret/secret-text';
import type { CoreContext } from '../core-context.ts';
import { repositoryKey, repositoryPassphrase } from '../secret/secret-places.ts';

interface RepositorySecrets {
  readonly passphrase?: SecretText | null | undefined;
  readonly key?: SecretText | null | undefined;
}

/** Seals what is given and differs from what is stored; earlier values stay sealed beside it. A key kit on paper is then out of date. */
export async function sealRepositorySecrets(
  tx: Transaction,
  { secrets, clock }: Pick<CoreContext, 'secrets' | 'clock'>,
  repository: StoredRepository,
  given: RepositorySecrets,
): Promise<void> {
  const wanted = [
    [repositoryPassphrase(repository.id), given.passphrase],
    [repositoryKey(repository.id), given.key],
  ] as const;
  let isKitStale = false;
  for (const [place, secret] of wanted) {
    if (!secret) continue;
    const stored = await secrets.open(tx, place);
    if (stored?.reveal() === secret.reveal()) continue;
    await secrets.seal(tx, place, secret, { label: repositoryLabel(repository), at: clock() });
    isKitStale = true;
  }
  if (isKitStale) await storeFigures(tx, repository.id, { keyKitPrintedAt: null });
}
