import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Repository } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toRepositoryView } from './repository-view.ts';

/** A person says that the key kit was printed and put away; whatever changes the kit later takes this back. */
export async function confirmKeyKit(ctx: CoreContext, id: string): Promise<Repository> {
  requireRole(ctx, 'admin');
  return inTransaction(ctx.db, async (tx) => {
    const repository = await store.getRepository(tx, id);
    await store.storeFigures(tx, id, { keyKitPrintedAt: ctx.clock() });
    await recordChange(tx, ctx, {
      what: `Confirmed that the key kit of repository ${repository.name} was printed`,
      noun: 'repository',
      recordId: id,
    });
    return toRepositoryView(tx, await store.getRepository(tx, id));
  });
}
