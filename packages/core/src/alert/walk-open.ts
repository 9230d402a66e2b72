import { setImmediate as breathe } from 'node:timers/promises';
import { findLastSettled, findLiveConfigs } from '@borgcube/db/alert-cause-store';
import { type StoredAlert, walkOpenAlerts } from '@borgcube/db/alert-store';
import { findJob } from '@borgcube/db/job-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { EndReason } from '@borgcube/domain/alert/end-words';
import { configOfDrill } from '@borgcube/domain/proof/drill-key';
import { assessArchivesIn } from './assess-archives.ts';
import { assessClientIn } from './assess-client.ts';
import { assessRepositoryIn } from './assess-repository.ts';
import { endIncident } from './incident.ts';
import type { WalkContext } from './walk-context.ts';

const PAGE = 200;

/** Open incidents whose cause is gone, should its end have gone unnoticed. */
export async function walkOpen(ctx: WalkContext, signal: AbortSignal): Promise<void> {
  for (let after = ''; !signal.aborted; ) {
    const alerts = await walkOpenAlerts(ctx.db, after, PAGE);
    const last = alerts.at(-1);
    if (!last) return;
    for (const alert of alerts) await inTransaction(ctx.db, (tx) => lookAgain(tx, ctx, alert));
    after = last.id;
    await breathe();
  }
}

async function lookAgain(tx: Transaction, ctx: WalkContext, alert: StoredAlert): Promise<void> {
  const { event, clientId, configId, repositoryId } = alert;
  if (event === 'client-stale' && clientId) await assessClientIn(tx, ctx, clientId);
  else if (event === 'archive-suspect' && configId) await assessArchivesIn(tx, ctx, configId);
  else if (event === 'job-failed' || event === 'plan-refused') {
    const reason = await endOfWork(tx, alert);
    if (reason) await endIncident(tx, ctx, alert, reason);
  } else if (repositoryId) await assessRepositoryIn(tx, ctx, repositoryId);
}

async function endOfWork(tx: Transaction, { configId, jobId }: StoredAlert): Promise<EndReason | null> {
  if (configId !== null && !(await findLiveConfigs(tx, [configId])).has(configId)) return 'gone';
  const job = jobId === null ? null : await findJob(tx, jobId);
  // Jobs are kept for 90 days; what nobody ran for so long is not waited for.
  if (!job) return 'gone';
  const drilled = configOfDrill(job.configId);
  if (drilled !== null && !(await findLiveConfigs(tx, [drilled])).has(drilled)) return 'gone';
  const last = await findLastSettled(tx, job);
  return last?.state === 'done' ? 'mended' : null;
}
