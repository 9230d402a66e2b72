import type { Transaction } from '@borgcube/db/open-database';
import {
  insertRepository,
  type RepositorySettings,
  type StoredRepository,
} from '@borgcube/db/repository-store';
import { findSshKey } from '@borgcube/db/ssh-key-store';
import { inTransaction } from '@borgcube/db/transaction';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import type { Encryption, Repository, RepositoryCreate } from '@borgcube/domain/repository/repository';
import { SecretText } from '@borgcube/domain/secret/secret-text';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { sealRepositorySecrets } from './repository-secrets.ts';
import { toRepositoryView } from './repository-view.ts';
import { requireOnlyRecord } from './require-only-record.ts';

/** Records a repository that exists already. Nothing is opened: that is what `connect` is for. */
export async function createRepository(ctx: CoreContext, input: RepositoryCreate): Promise<Repository> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const repository = await addRepository(tx, ctx, input);
    return toRepositoryView(tx, repository);
  });
}

interface NewRepository extends Omit<RepositoryCreate, 'borgId' | 'encryption'> {
  readonly borgId?: string;
  readonly encryption?: Encryption | undefined;
  /** Of the machine behind ssh, where it was met and expected by name. */
  readonly hostKeyLine?: string | null;
}

/** Part of creating and of initialising: the row, its secrets, its audit entry. */
export async function addRepository(
  tx: Transaction,
  ctx: CoreContext,
  input: NewRepository,
): Promise<StoredRepository> {
  await requireSshKey(tx, input.sshKeyId);
  await requireOnlyRecord(tx, input.borgId ?? '', null);
  const settings: RepositorySettings = {
    name: input.name,
    description: input.description,
    url: input.url,
    borgId: input.borgId ?? '',
    remoteBorg: input.remoteBorg,
    encryption: input.encryption ?? null,
    sshKeyId: input.sshKeyId ?? null,
    hostKeyFingerprint: input.hostKeyFingerprint ?? null,
    hostKeyLine: input.hostKeyLine ?? null,
    hostKeyAcceptedAt: input.hostKeyLine ? ctx.clock() : null,
    seenHostKeyLine: input.hostKeyLine ?? null,
  };
  const repository = await insertRepository(tx, settings, ctx.clock());
  await sealRepositorySecrets(tx, ctx, repository, {
    passphrase: input.passphrase === undefined ? undefined : new SecretText(input.passphrase),
    key: input.key === undefined ? undefined : new SecretText(input.key),
  });
  const { url, borgId } = settings;
  await recordChange(tx, ctx, {
    what: `Added repository ${input.name}`,
    noun: 'repository',
    recordId: repository.id,
    changes: { url: { to: url }, ...(borgId === '' ? {} : { borgId: { to: borgId } }) },
  });
  return repository;
}

export async function requireSshKey(tx: Transaction, id: string | null | undefined): Promise<void> {
  if (id && !(await findSshKey(tx, id))) {
    throw invalidFields({ sshKeyId: ['This SSH key does not exist.'] });
  }
}
