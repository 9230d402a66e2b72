import { findConfigOwner, findNewestArchive } from '@borgcube/db/alert-cause-store';
import { findOpenAlerts } from '@borgcube/db/alert-store';
import { findClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { UNUSUAL } from '@borgcube/domain/archive/judge-changes';
import { type AlertContext, endIncident, openIncident } from './incident.ts';

export const suspectKey = (configId: string) => `archive-suspect:${configId}`;

/**
 * Looks whether the newest archive of a config is suspect, or an earlier one for a reason that no later one mends; as
 * part of the transaction that changes it.
 */
export async function assessArchivesIn(tx: Transaction, ctx: AlertContext, configId: string): Promise<void> {
  const newest = await findNewestArchive(tx, configId);
  const suspect = newest?.suspect ? newest : await findNewestArchive(tx, configId, UNUSUAL);
  const [open] = await findOpenAlerts(tx, [suspectKey(configId)]);
  const owner = suspect ? await findConfigOwner(tx, configId) : null;
  if (!suspect || !owner) {
    if (open) await endIncident(tx, ctx, open, newest && !newest.suspect ? 'mended' : 'gone');
    return;
  }
  const hostname = (await findClient(tx, owner.clientId))?.hostname ?? 'a client';
  await openIncident(tx, ctx, {
    key: suspectKey(configId),
    event: 'archive-suspect',
    subject: hostname,
    sentence: `${suspect === newest ? 'The newest' : 'An'} archive of ${hostname} is suspect`,
    evidence: `${suspect.name}: ${suspect.suspect}`,
    clientId: owner.clientId,
    configId,
    repositoryId: suspect.repositoryId,
    jobId: suspect.jobId,
  });
}
