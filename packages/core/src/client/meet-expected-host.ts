import type { StoredConnection } from '@borgcube/db/connection-store';
import { failureError } from '@borgcube/domain/failure/failure-error';
import { hostKeyOfLine } from '../connection/host-key.ts';
import type { CoreContext } from '../core-context.ts';
import { requireConnection, testConnection } from './test-connection.ts';

/**
 * The connection of a client as a job needs it: with an expected fingerprint and no accepted key, this is the first
 * contact and accepts exactly that key. Throws `client-connection-missing`, and `client-host-key-mismatch` where the
 * machine shows another key than the expected one; other trouble is left for the job to meet.
 */
export async function meetExpectedHost(ctx: CoreContext, clientId: string): Promise<StoredConnection> {
  const connection = await requireConnection(ctx, clientId);
  const expected = connection.hostKeyFingerprint;
  if (connection.hostKeyLine !== null || expected === null) return connection;
  await testConnection(ctx, { id: clientId });
  const met = await requireConnection(ctx, clientId);
  if (met.hostKeyLine !== null || met.seenHostKeyLine === null) return met;
  const { fingerprint } = hostKeyOfLine(met.seenHostKeyLine);
  throw failureError({
    kind: 'client-host-key-mismatch',
    message: `Expected the host key ${expected}, but ${met.remote} shows ${fingerprint}.`,
    expected,
    found: fingerprint,
  });
}
