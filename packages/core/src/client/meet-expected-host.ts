import type { StoredConnection } from '@borgcube/db/connection-store';
import type { CoreContext } from '../core-context.ts';
import { requireConnection, testConnection } from './test-connection.ts';

/**
 * The connection of a client as a job needs it: with an expected fingerprint and no accepted key, this is the first
 * contact and accepts exactly that key. Throws `client-connection-missing`; other trouble is left for the job to meet.
 */
export async function meetExpectedHost(ctx: CoreContext, clientId: string): Promise<StoredConnection> {
  const connection = await requireConnection(ctx, clientId);
  if (connection.hostKeyLine !== null || connection.hostKeyFingerprint === null) return connection;
  await testConnection(ctx, { id: clientId });
  return requireConnection(ctx, clientId);
}
