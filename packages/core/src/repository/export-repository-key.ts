import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { KeyExport, RepositoryKeyExport } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { repositoryKey } from '../secret/secret-places.ts';
import { requirePasswordAgain } from './require-password-again.ts';

/** The key as Borg exports it, still under its passphrase. Each export is audited before the key leaves. */
export async function exportRepositoryKey(ctx: CoreContext, input: KeyExport): Promise<RepositoryKeyExport> {
  requireRole(ctx, 'admin');
  await requirePasswordAgain(ctx, input.password);
  return inTransaction(ctx.db, async (tx) => {
    const repository = await store.getRepository(tx, input.id);
    const key = await ctx.secrets.open(tx, repositoryKey(repository.id));
    if (!key) {
      throw new DomainError(
        'PRECONDITION_FAILED',
        'repository-key-missing',
        `There is no key of ${repository.name} here: connect it first. Without encryption there is none at all.`,
      );
    }
    const what = `Exported the key of repository ${repository.name}`;
    await writeAudit(tx, ctx, { what, noun: 'repository', recordId: repository.id });
    return { id: repository.id, name: repository.name, borgId: repository.borgId, key: key.reveal() };
  });
}
