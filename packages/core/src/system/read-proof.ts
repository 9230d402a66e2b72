import { type ProtectedClient, readKeyKits } from '@borgcube/db/overview-store';
import { findLastProof } from '@borgcube/db/proof-store';
import type { Dashboard } from '@borgcube/domain/overview/dashboard';
import type { CoreContext } from '../core-context.ts';

const DAYS = 90;
const DAY_MS = 86_400_000;
const MISSING_SHOWN = 5;

type Proof = Dashboard['proof'];

/** What a restore could rely on today. */
export async function readProof(
  { db }: Pick<CoreContext, 'db'>,
  clients: readonly ProtectedClient[],
  now: Date,
): Promise<Proof> {
  const last = await findLastProof(db);
  const kits = await readKeyKits(db);
  return {
    restored: last && restoredOf(clients, last, now),
    kits: kits.repositories === 0 ? null : { ...kits, lastAt: kits.lastAt?.toISOString() ?? null },
  };
}

function restoredOf(
  clients: readonly ProtectedClient[],
  { id, number, clientHostname, isProven, endedAt, bytes, restoreDuration }: LastProof,
  now: Date,
): NonNullable<Proof['restored']> {
  const since = now.getTime() - DAYS * DAY_MS;
  const provenAt = (client: ProtectedClient) => client.provenAt?.getTime() ?? 0;
  const missing = clients.filter((client) => provenAt(client) < since);
  return {
    days: DAYS,
    clients: clients.length,
    proven: clients.length - missing.length,
    missing: missing
      .sort((one, other) => provenAt(one) - provenAt(other))
      .slice(0, MISSING_SHOWN)
      .map((client) => ({
        clientId: client.id,
        hostname: client.hostname,
        provenAt: client.provenAt?.toISOString() ?? null,
      })),
    last: { id, number, clientHostname, isProven, endedAt, bytes, restoreDuration },
  };
}

type LastProof = NonNullable<Awaited<ReturnType<typeof findLastProof>>>;
