import type { Transaction } from '@borgcube/db/open-database';
import { getRepository } from '@borgcube/db/repository-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';

type Kind = 'compact' | 'sync';

/** One of each kind waits or runs for a repository at a time. */
export async function runOnRepository(ctx: CoreContext, kind: Kind, id: string): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => createJobIn(tx, ctx, await requestOnRepository(tx, kind, id)));
}

export async function requestOnRepository(tx: Transaction, kind: Kind, id: string): Promise<JobRequest> {
  const { id: repositoryId } = await getRepository(tx, id);
  return { kind, target: id, activeKey: id, repositoryId, config: { repositoryId } };
}
