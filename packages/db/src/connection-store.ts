import { ConnectionTest } from '@borgcube/domain/connection/connection';
import { refuseDangling } from './edited-record.ts';
import type { Connection as ConnectionRow } from './generated/sqlite/client.ts';
import type { Transaction } from './open-database.ts';

export interface ConnectionSettings {
  readonly remote: string;
  readonly port: number | null;
  readonly rsh: string;
  readonly rshOptions: string | null;
  readonly sshKeyId: string | null;
  readonly sshIdentityFile: string | null;
  readonly remoteBorg: string;
  readonly remoteCacheDir: string | null;
  /** Expected at the first contact. */
  readonly hostKeyFingerprint: string | null;
  /** Accepted: `type base64`. */
  readonly hostKeyLine: string | null;
  readonly hostKeyAcceptedAt: Date | null;
  /** What the last test saw. */
  readonly seenHostKeyLine: string | null;
}

export interface StoredConnection extends ConnectionSettings {
  readonly clientId: string;
  readonly lastTest: ConnectionTest | null;
  readonly lastTestAt: Date | null;
}

/** Makes or replaces the one connection of a client; verdicts of the one before are gone. */
export async function putConnection(
  tx: Transaction,
  clientId: string,
  settings: ConnectionSettings,
  now: Date,
): Promise<void> {
  const data = { ...settings, updatedAt: now };
  const upsert = { where: { clientId }, create: { clientId, ...data }, update: data };
  await tx.connection.upsert(upsert).catch(refuseDangling);
}

export async function deleteConnection(tx: Transaction, clientId: string): Promise<void> {
  await tx.connection.deleteMany({ where: { clientId } });
}

export async function storeConnectionTest(
  tx: Transaction,
  clientId: string,
  test: { readonly verdict: ConnectionTest; readonly seenHostKeyLine: string | null; readonly at: Date },
): Promise<void> {
  await tx.connection.updateMany({
    where: { clientId },
    data: { lastTest: test.verdict, lastTestAt: test.at, seenHostKeyLine: test.seenHostKeyLine },
  });
}

/** Pins the key only while it is still the one that the last test saw; answers whether it was. */
export async function acceptConnectionHostKey(
  tx: Transaction,
  clientId: string,
  hostKeyLine: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.connection.updateMany({
    where: { clientId, seenHostKeyLine: hostKeyLine },
    data: { hostKeyLine, hostKeyAcceptedAt: now, updatedAt: now },
  });
  return count === 1;
}

export function toConnection(row: ConnectionRow): StoredConnection {
  const { updatedAt: _, ...rest } = row;
  // A verdict of an older shape is no verdict: the next test writes a new one.
  const lastTest = ConnectionTest.safeParse(row.lastTest);
  return { ...rest, lastTest: lastTest.success ? lastTest.data : null };
}
