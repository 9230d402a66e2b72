import { findConfigOwner, findNewestArchive } from '@borgcube/db/alert-cause-store';
import { findOpenAlerts } from '@borgcube/db/alert-store';
import { findClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { type AlertContext, endIncident, openIncident } from './incident.ts';

export const suspectKey = (configId: string) => `archive-suspect:${configId}`;

/** Looks whether the newest archive of a config is suspect, as part of the transaction that changes it. */
export async function assessArchivesIn(tx: Transaction, ctx: AlertContext, configId: string): Promise<void> {
  const newest = await findNewestArchive(tx, configId);
  const [open] = await findOpenAlerts(tx, [suspectKey(configId)]);
  const owner = newest?.suspect ? await findConfigOwner(tx, configId) : null;
  if (!newest?.suspect || !owner) {
    if (open) await endIncident(tx, ctx, open, newest && !newest.suspect ? 'mended' : 'gone');
    return;
  }
  const hostname = (await findClient(tx, owner.clientId))?.hostname ?? 'a client';
  await openIncident(tx, ctx, {
    key: suspectKey(configId),
    event: 'archive-suspect',
    subject: hostname,
    sentence: `The newest archive of ${hostname} is suspect`,
    evidence: `${newest.name}: ${newest.suspect}`,
    clientId: owner.clientId,
    configId,
    repositoryId: newest.repositoryId,
    jobId: newest.jobId,
  });
}
