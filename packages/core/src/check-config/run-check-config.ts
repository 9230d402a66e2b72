import { findCheckConfig, getCheckConfig } from '@borgcube/db/check-config-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { CheckConfigData } from '@borgcube/domain/check-config/check-config';
import type { JobStarted } from '@borgcube/domain/job/job';
import type { CurrentConfig } from '@borgcube/plugin-kit/define-job-kind';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';
import { readCheckConfig } from './check-config-view.ts';

export async function runCheckConfig(ctx: CoreContext, id: string): Promise<JobStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => createJobIn(tx, ctx, await requestCheck(tx, id)));
}

/** The job that checks what the config says now: it carries a frozen copy of it. */
export async function requestCheck(tx: Transaction, configId: string): Promise<JobRequest> {
  const stored = await getCheckConfig(tx, configId);
  const { repositoryId } = stored;
  return { kind: 'check', target: configId, configId, repositoryId, config: readCheckConfig(stored) };
}

/** The config as it is now; null when it is gone. */
export async function findCurrentCheck({
  configId,
  tx,
}: {
  readonly configId: string;
  readonly repositoryId: string | null;
  readonly tx: Transaction;
}): Promise<CurrentConfig<CheckConfigData> | null> {
  const stored = await findCheckConfig(tx, configId);
  if (!stored) return null;
  return { config: readCheckConfig(stored), clientId: null, repositoryId: stored.repositoryId };
}
