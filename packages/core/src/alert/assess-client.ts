import { findOpenAlerts, type StoredAlert } from '@borgcube/db/alert-store';
import { type ClientAge, findClientAge, storeStaleAt } from '@borgcube/db/client-age-store';
import type { Transaction } from '@borgcube/db/open-database';
import { type AlertContext, endIncident, type Incident, openIncident } from './incident.ts';
import { wordsOf } from './incident-message.ts';

export const staleKey = (clientId: string) => `client-stale:${clientId}`;

/** Looks whether a client is inside its objective, and notes until when; as part of the transaction that changes it. */
export async function assessClientIn(tx: Transaction, ctx: AlertContext, clientId: string): Promise<void> {
  const age = await findClientAge(tx, clientId);
  const [open] = await findOpenAlerts(tx, [staleKey(clientId)]);
  if (age) await assessAge(tx, ctx, age, open ?? null);
  else if (open) await endIncident(tx, ctx, open, 'gone');
}

export async function assessAge(
  tx: Transaction,
  ctx: AlertContext,
  age: ClientAge,
  open: StoredAlert | null,
): Promise<void> {
  const staleAt = staleAtOf(age);
  if (staleAt?.getTime() !== age.staleAt?.getTime()) await storeStaleAt(tx, age.id, staleAt);
  const isStale = staleAt !== null && staleAt.getTime() <= ctx.clock().getTime();
  if (isStale && !open) await openIncident(tx, ctx, staleness(age));
  if (!isStale && open) await endIncident(tx, ctx, open, staleAt === null ? 'gone' : 'mended');
}

/** What was never backed up counts from when its first config was made. */
export function staleAtOf({ firstConfigAt, newestGoodArchiveAt, objective }: ClientAge): Date | null {
  if (firstConfigAt === null) return null;
  return new Date((newestGoodArchiveAt ?? firstConfigAt).getTime() + objective);
}

function staleness(age: ClientAge): Incident {
  const { id, hostname, newestGoodArchiveAt: newest, firstConfigAt, objective, repositoryIds } = age;
  const within = `its objective of ${durationWords(objective)}`;
  return {
    key: staleKey(id),
    event: 'client-stale',
    subject: hostname,
    sentence:
      newest === null
        ? `${hostname} has no good archive at all`
        : `${hostname} has no good archive within ${within}`,
    evidence:
      newest === null
        ? `Its first backup config was made ${wordsOf(firstConfigAt ?? new Date(0))}; objective ${durationWords(objective)}`
        : `Newest good archive ${wordsOf(newest)}; objective ${durationWords(objective)}`,
    clientId: id,
    configId: null,
    repositoryId: null,
    jobId: null,
    repositoryIds,
    names: { client: hostname, repository: null },
  };
}

function durationWords(ms: number): string {
  if (ms < 60_000) return `${Math.round(ms / 1000)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return `${minutes} min`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
