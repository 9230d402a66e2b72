import type { Transaction } from '@borgcube/db/open-database';
import {
  findPruneConfig,
  getPruneConfig,
  listRepositoryIds,
  type PruneConfigWithPolicy,
} from '@borgcube/db/prune-config-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { PruneJobData, PruneStarted } from '@borgcube/domain/prune/prune-config';
import type { CurrentConfig } from '@borgcube/plugin-kit/define-job-kind';
import type { JobRequest } from '@borgcube/plugin-kit/define-scheduled-action';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { createJobIn } from '../job/create-job.ts';

/** One job for each repository of the config; those that wait or run already are answered as they are. */
export async function runPruneConfig(ctx: CoreContext, id: string): Promise<PruneStarted> {
  requireRole(ctx, 'operator');
  return inTransaction(ctx.db, async (tx) => {
    const started = [];
    for (const request of await requestPrune(tx, id)) started.push(await createJobIn(tx, ctx, request));
    return {
      jobs: started.map((job) => job.id),
      alreadyQueued: started.filter((job) => job.alreadyQueued).map((job) => job.id),
    };
  });
}

/** The jobs that prune what the config and its policy say now: each carries a frozen copy of both. */
export async function requestPrune(tx: Transaction, configId: string): Promise<JobRequest[]> {
  const config = await getPruneConfig(tx, configId);
  const repositoryIds = config.repositoryId === null ? await listRepositoryIds(tx) : [config.repositoryId];
  return repositoryIds.map((repositoryId) => pruneRequest(config, repositoryId, null));
}

export function pruneRequest(
  config: PruneConfigWithPolicy,
  repositoryId: string,
  confirmed: PruneJobData['confirmed'],
): JobRequest {
  return {
    kind: 'prune',
    target: `${config.id}:${repositoryId}`,
    configId: config.id,
    activeKey: activeKeyOf(config.id, repositoryId),
    repositoryId,
    config: freeze(config, repositoryId, confirmed),
  };
}

/** Jobs of one config for several repositories wait side by side. */
const activeKeyOf = (configId: string, repositoryId: string) => `${configId}:${repositoryId}`;

function freeze(
  { id, name, clientPattern, compact, retentionPolicy }: PruneConfigWithPolicy,
  repositoryId: string,
  confirmed: PruneJobData['confirmed'],
): PruneJobData {
  const { description: _, createdAt: __, updatedAt: ___, ...policy } = retentionPolicy;
  return { pruneConfigId: id, name, repositoryId, clientPattern, compact, policy, confirmed };
}

/** For a retry; a confirmation is not taken along. Null: the config is gone, or prunes that repository no longer. */
export async function findCurrentPrune({
  configId,
  repositoryId,
  tx,
}: {
  readonly configId: string;
  readonly repositoryId: string | null;
  readonly tx: Transaction;
}): Promise<CurrentConfig<PruneJobData> | null> {
  const config = await findPruneConfig(tx, configId);
  if (!config || repositoryId === null) return null;
  if (config.repositoryId !== null && config.repositoryId !== repositoryId) return null;
  return {
    config: freeze(config, repositoryId, null),
    clientId: null,
    repositoryId,
    activeKey: activeKeyOf(configId, repositoryId),
  };
}
