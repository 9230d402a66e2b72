import * as store from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { BrokenLock } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import { repositoryTarget } from './repository-target.ts';
import { requireRepositoryFree } from './require-repository-free.ts';

/**
 * Breaks the lock that a dead Borg left behind: the caller answers for it being dead. Refused while a job of ours works
 * on the repository. The audit entry comes first, and names whose lock it was.
 */
export async function breakRepositoryLock(ctx: CoreContext, id: string): Promise<BrokenLock> {
  requireRole(ctx, 'admin');
  const repository = await store.getRepository(ctx.db, id);
  await requireRepositoryFree(ctx.db, id);
  const target = await repositoryTarget(ctx, repository);
  const lock = await ctx.borg.readLock(target);
  if (lock === null || lock.holders.length === 0) return { broken: false, holders: [] };
  const holders = lock.holders.map(({ host, pid }) => `${host}, process ${pid}`);
  await inTransaction(ctx.db, async (tx) => {
    await requireRepositoryFree(tx, id);
    await writeAudit(tx, ctx, {
      what: `Broke the lock of repository ${repository.name}`,
      noun: 'repository',
      recordId: id,
      changes: { lock: { from: holders, to: null } },
    });
  });
  await ctx.borg.breakLock(target);
  return { broken: true, holders };
}
