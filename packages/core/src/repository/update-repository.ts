import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Repository, RepositoryUpdate } from '@borgcube/domain/repository/repository';
import { parseRepositoryUrl } from '@borgcube/domain/repository/repository-url';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { requireRole } from '../actor/require-role.ts';
import { changesOf } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { openAs } from './connect-repository.ts';
import { requireSshKey } from './create-repository.ts';
import { sealRepositorySecrets } from './repository-secrets.ts';
import { repositoryTarget } from './repository-target.ts';
import { toRepositoryView } from './repository-view.ts';
import { requireOnlyRecord } from './require-only-record.ts';
import { requireRepositoryFree } from './require-repository-free.ts';

type Changes = Partial<store.RepositorySettings>;

/** Stores the changed fields. A new passphrase or key opens the repository first, or nothing is changed. */
export async function updateRepository(ctx: CoreContext, input: RepositoryUpdate): Promise<Repository> {
  requireRole(ctx, 'admin');
  const { id, ifUpdatedAt, passphrase, key, ...fields } = input;
  const before = await store.getRepository(ctx.db, id);
  requireUnchanged(before, ifUpdatedAt);
  const changes = changedSettings(before, fields);
  const secrets = {
    passphrase: passphrase === undefined ? undefined : new SecretText(passphrase),
    key: key === undefined ? undefined : new SecretText(key),
  };
  await trySecrets(ctx, { ...before, ...changes }, secrets);

  return inTransaction(ctx.db, async (tx) => {
    await requireSshKey(tx, changes.sshKeyId);
    await requireOnlyRecord(tx, changes.borgId ?? '', id);
    const after = await store.updateRepository(tx, before, changes, ctx.clock());
    await sealRepositorySecrets(tx, ctx, after, secrets);
    if (after.url !== before.url) await store.storeFigures(tx, id, { keyKitPrintedAt: null });
    await recordChange(tx, ctx, {
      what: `Changed repository ${after.name}`,
      noun: 'repository',
      recordId: id,
      changes: {
        ...changesOf({ ...before }, { ...changes }),
        ...(passphrase === undefined ? {} : { passphrase: { changed: true } }),
        ...(key === undefined ? {} : { key: { changed: true } }),
      },
    });
    return toRepositoryView(tx, await store.getRepository(tx, id));
  });
}

/** Before the first connect there is nothing that a secret could be tried against. */
async function trySecrets(
  ctx: CoreContext,
  repository: store.StoredRepository,
  secrets: { readonly passphrase: SecretText | undefined; readonly key: SecretText | undefined },
): Promise<void> {
  if (repository.borgId === '' || (!secrets.passphrase && !secrets.key)) return;
  await requireRepositoryFree(ctx.db, repository.id);
  await openAs(ctx, await repositoryTarget(ctx, repository, secrets), repository.borgId);
}

export type Fields = Omit<RepositoryUpdate, 'id' | 'ifUpdatedAt' | 'passphrase' | 'key'>;

/** A host key is that of one host: with another host it is unknown again. */
export function changedSettings(before: store.StoredRepository, fields: Fields): Changes {
  const changes: Changes = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  );
  if (hostOf(changes.url ?? before.url) === hostOf(before.url)) return changes;
  return {
    hostKeyFingerprint: null,
    ...changes,
    hostKeyLine: null,
    hostKeyAcceptedAt: null,
    seenHostKeyLine: null,
  };
}

function hostOf(url: string): string {
  const location = parseRepositoryUrl(url);
  return location?.type === 'ssh' ? `${location.host}:${location.port ?? 22}` : '';
}
