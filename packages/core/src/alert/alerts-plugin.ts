import type { Transaction } from '@borgcube/db/open-database';
import type { Archive } from '@borgcube/domain/archive/archive';
import type { Job } from '@borgcube/domain/job/job';
import { isFinal } from '@borgcube/domain/job/job-state';
import { definePlugin, type Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { PluginTransaction } from '@borgcube/plugin-kit/plugin-transaction';
import type { CoreContext } from '../core-context.ts';
import { assessArchivesIn } from './assess-archives.ts';
import { assessClientIn } from './assess-client.ts';
import { assessJobIn } from './assess-job.ts';
import { assessRepositoryIn } from './assess-repository.ts';

type AlertParts = () => Pick<CoreContext, 'clock' | 'bus' | 'kinds'>;

/** Incidents open and end in the transaction that ends a job or records an archive. */
export function makeAlertsPlugin(parts: AlertParts): Plugin {
  const jobEnded = async (tx: PluginTransaction, job: Job) => {
    if (isFinal(job.state)) await assessEndedJob(ours(tx), parts(), job);
  };
  const archiveAdded = async (tx: PluginTransaction, { clientId, configId }: Archive) => {
    if (clientId !== null) await assessClientIn(ours(tx), parts(), clientId);
    if (configId !== null) await assessArchivesIn(ours(tx), parts(), configId);
  };
  return definePlugin({
    name: 'alerts',
    hooks: {
      jobPostStateUpdate: ({ tx, job }) => jobEnded(tx, job),
      jobPostForceState: ({ tx, job }) => jobEnded(tx, job),
      archiveAdded: ({ tx, archive }) => archiveAdded(tx, archive),
    },
  });
}

export async function assessEndedJob(
  tx: Transaction,
  ctx: Pick<CoreContext, 'clock' | 'bus' | 'kinds'>,
  job: Job,
): Promise<void> {
  const { repositoryId } = job;
  const repository = repositoryId === null ? null : await assessRepositoryIn(tx, ctx, repositoryId);
  await assessJobIn(tx, ctx, job, repository);
}

/** What core's hook caller hands out is always a handle of the open transaction. */
function ours(tx: PluginTransaction): Transaction {
  return tx as Transaction;
}
