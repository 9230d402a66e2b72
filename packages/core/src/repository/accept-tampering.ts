import { findVanishedArchives } from '@borgcube/db/mirrored-archive-store';
import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import { DomainError } from '@borgcube/domain/error/domain-error';
import type { Repository } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { removeArchiveIn } from '../archive/remove-archive.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toRepositoryView } from './repository-view.ts';

const NAMED_MAX = 200;

/** A person takes the loss: the archives that vanished leave the record, and the repository may be compacted again. */
export async function acceptTampering(ctx: CoreContext, id: string): Promise<Repository> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    await store.lockRepository(tx, id);
    const repository = await store.getRepository(tx, id);
    if (repository.tamperedAt === null) {
      throw new DomainError('CONFLICT', 'state-conflict', `Nothing is missing in ${repository.name}.`);
    }
    const vanished = await findVanishedArchives(tx, id);
    for (const archive of vanished) await removeArchiveIn(tx, ctx, archive);
    await store.storeFigures(tx, id, { tamperedAt: null });
    await recordChange(tx, ctx, {
      what: `Accepted that ${words(vanished.length)} of repository ${repository.name} ${vanished.length === 1 ? 'is' : 'are'} gone`,
      noun: 'repository',
      recordId: id,
      changes: { archives: { from: vanished.slice(0, NAMED_MAX).map(({ name }) => name) } },
    });
    return toRepositoryView(tx, await store.getRepository(tx, id));
  });
}

function words(count: number): string {
  return count === 1 ? '1 archive' : `${count} archives`;
}
