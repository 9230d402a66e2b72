import { findConfigOwner, findLiveConfigs } from '@borgcube/db/alert-cause-store';
import { listOpenAlerts } from '@borgcube/db/alert-store';
import { findArchive } from '@borgcube/db/archive-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { CoreContext } from '../core-context.ts';
import { assessArchivesIn } from './assess-archives.ts';
import { assessClientIn } from './assess-client.ts';
import { assessRepositoryIn } from './assess-repository.ts';
import { type AlertContext, endIncident } from './incident.ts';

const ALERTS_MAX = 200;

/** Nouns whose changes may open or end an incident. */
export const ASSESSED_NOUNS: ReadonlySet<string> = new Set([
  'archive',
  'backupConfig',
  'checkConfig',
  'client',
  'pruneConfig',
  'repository',
]);

/** Looks at what a change of a record means, also when the record is gone; for acts whose own transaction does not. */
export async function assessRecord(
  ctx: Pick<CoreContext, 'db' | 'clock' | 'bus'>,
  noun: string,
  id: string,
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    if (noun === 'client') await assessClientIn(tx, ctx, id);
    if (noun === 'repository') await assessRepositoryIn(tx, ctx, id);
    if (noun === 'archive') await assessArchive(tx, ctx, id);
    if (noun.endsWith('Config')) await assessConfigIn(tx, ctx, id);
  });
}

async function assessArchive(tx: Transaction, ctx: AlertContext, id: string): Promise<void> {
  const archive = await findArchive(tx, id);
  if (!archive) return;
  if (archive.configId !== null) await assessArchivesIn(tx, ctx, archive.configId);
  if (archive.clientId !== null) await assessClientIn(tx, ctx, archive.clientId);
}

/** A config that is gone or off fails no more. */
async function assessConfigIn(tx: Transaction, ctx: AlertContext, id: string): Promise<void> {
  const owner = await findConfigOwner(tx, id);
  if (owner) await assessClientIn(tx, ctx, owner.clientId);
  if (owner?.enabled) return;
  const open = await listOpenAlerts(tx, { configId: id }, ALERTS_MAX);
  const live = await findLiveConfigs(tx, [id]);
  for (const alert of live.has(id) ? [] : open) await endIncident(tx, ctx, alert, 'gone');
}
