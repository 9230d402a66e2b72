import type { Transaction } from '@borgcube/db/open-database';
import { deleteSecrets, findOrphanedSecrets, type OrphanedSecret } from '@borgcube/db/secret-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError, invalidFields, notFound } from '@borgcube/domain/error/domain-error';
import {
  type ForgottenRemoval,
  type ForgottenRepository,
  type ForgottenSecrets,
  KEPT_DAYS,
  parseRepositoryLabel,
} from '@borgcube/domain/repository/forgotten-repository';
import type { Repository } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { REPOSITORY, repositoryKey, repositoryPassphrase } from '../secret/secret-places.ts';
import { addRepository } from './create-repository.ts';
import { toRepositoryView } from './repository-view.ts';

/** Repositories whose record is gone, the last one first; at most 200. */
export async function listForgottenRepositories(ctx: CoreContext): Promise<ForgottenRepository[]> {
  requireRole(ctx, 'admin');
  const byRecord = new Map<string, OrphanedSecret[]>();
  for (const secret of await findOrphanedSecrets(ctx.db, REPOSITORY)) {
    byRecord.set(secret.recordId, [...(byRecord.get(secret.recordId) ?? []), secret]);
  }
  return [...byRecord.values()].flatMap((secrets) => toForgotten(secrets) ?? []);
}

/** Makes the record anew, with the secrets that were kept. The data were never touched. */
export async function restoreRepository(ctx: CoreContext, id: string): Promise<Repository> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const forgotten = await getForgotten(tx, id);
    const passphrase = await ctx.secrets.open(tx, repositoryPassphrase(id));
    const key = await ctx.secrets.open(tx, repositoryKey(id));
    const repository = await addRepository(tx, ctx, {
      name: forgotten.name,
      description: '',
      url: forgotten.url,
      borgId: forgotten.borgId,
      remoteBorg: 'borg',
      ...(passphrase ? { passphrase: passphrase.reveal() } : {}),
      ...(key ? { key: key.reveal() } : {}),
    });
    await deleteSecrets(tx, REPOSITORY, id);
    return toRepositoryView(tx, repository);
  });
}

/** For whoever sits at the server: no answer over the network ever holds a passphrase. */
export async function revealForgotten(
  ctx: CoreContext,
  { id, isLocal }: { readonly id: string; readonly isLocal: boolean },
): Promise<ForgottenSecrets> {
  requireRole(ctx, 'admin');
  if (!isLocal) throw notFound('forgotten repository', id);
  return inTransaction(ctx.db, async (tx) => {
    const { name } = await getForgotten(tx, id);
    const passphrase = await ctx.secrets.open(tx, repositoryPassphrase(id));
    const key = await ctx.secrets.open(tx, repositoryKey(id));
    const what = `Showed the secrets of the forgotten repository ${name}`;
    await writeAudit(tx, ctx, { what, noun: 'repository', recordId: id });
    return { passphrase: passphrase?.reveal() ?? null, key: key?.reveal() ?? null };
  });
}

/** Takes the last means to read it away: only after it was kept long enough, and only by its name. */
export async function removeForgotten(ctx: CoreContext, { id, name }: ForgottenRemoval): Promise<void> {
  requireRole(ctx, 'admin');
  await inTransaction(ctx.db, async (tx) => {
    const forgotten = await getForgotten(tx, id);
    if (name.trim() !== forgotten.name) throw invalidFields({ name: [`Type ${forgotten.name}.`] });
    if (new Date(forgotten.keptUntil) > ctx.clock()) {
      const message = `The secrets of ${forgotten.name} are kept until ${forgotten.keptUntil.slice(0, 10)}.`;
      throw new DomainError('PRECONDITION_FAILED', 'kept-until', message);
    }
    await deleteSecrets(tx, REPOSITORY, id);
    const what = `Removed the secrets of the forgotten repository ${forgotten.name}`;
    await writeAudit(tx, ctx, { what, noun: 'repository', recordId: id });
  });
}

async function getForgotten(db: Transaction, id: string): Promise<ForgottenRepository> {
  const forgotten = toForgotten(await findOrphanedSecrets(db, REPOSITORY, id));
  if (!forgotten) throw notFound('forgotten repository', id);
  return forgotten;
}

function toForgotten(secrets: readonly OrphanedSecret[]): ForgottenRepository | null {
  const [newest] = secrets;
  if (!newest) return null;
  const { recordId: id, label, orphanedAt } = newest;
  const has = (field: string) => secrets.some((secret) => secret.field === field);
  return {
    id,
    ...parseRepositoryLabel(label),
    hasPassphrase: has('passphrase'),
    hasKey: has('key'),
    forgottenAt: orphanedAt.toISOString(),
    keptUntil: new Date(orphanedAt.getTime() + KEPT_DAYS * 86_400_000).toISOString(),
  };
}
