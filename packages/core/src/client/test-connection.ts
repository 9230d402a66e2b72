import { getClient } from '@borgcube/db/client-store';
import {
  acceptConnectionHostKey,
  type StoredConnection,
  storeConnectionTest,
} from '@borgcube/db/connection-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { ConnectionTest, ConnectionTestInput } from '@borgcube/domain/connection/connection';
import { failureError } from '@borgcube/domain/failure/failure-error';
import { requireRole } from '../actor/require-role.ts';
import { connectionSettings } from '../connection/connection-settings.ts';
import { runConnectionTest, type TestedConnection } from '../connection/run-connection-test.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { requireConnectionKey } from './create-client.ts';

/** Of a client: the verdicts and the key that was seen are kept with it. Of a form: nothing is stored. */
export async function testConnection(ctx: CoreContext, input: ConnectionTestInput): Promise<ConnectionTest> {
  if (input.connection) {
    requireRole(ctx, 'admin');
    await requireConnectionKey(ctx.db, input.connection.sshKeyId);
    const { verdict } = await runConnectionTest(ctx, connectionSettings(input.connection, null));
    return verdict;
  }
  requireRole(ctx, 'operator');
  const connection = await requireConnection(ctx, input.id ?? '');
  const tested = await runConnectionTest(ctx, connection);
  await keep(ctx, connection, tested);
  return tested.verdict;
}

export async function requireConnection(
  { db }: Pick<CoreContext, 'db'>,
  clientId: string,
): Promise<StoredConnection> {
  const { hostname, connection } = await getClient(db, clientId);
  if (connection) return connection;
  throw failureError({
    kind: 'client-connection-missing',
    message: `The client ${hostname} has no connection.`,
  });
}

async function keep(ctx: CoreContext, tested: StoredConnection, result: TestedConnection): Promise<void> {
  const { verdict, seen, pinned } = result;
  await inTransaction(ctx.db, async (tx) => {
    const { hostname, connection } = await getClient(tx, tested.clientId);
    // What was tested is no longer what is stored: its verdict would be told of another machine.
    if (!connection || connection.remote !== tested.remote || connection.port !== tested.port) return;
    const at = ctx.clock();
    const { clientId } = tested;
    await storeConnectionTest(tx, clientId, { verdict, seenHostKeyLine: seen?.line ?? null, at });
    if (!pinned || connection.hostKeyLine !== null) return;
    await acceptConnectionHostKey(tx, clientId, pinned.line, at);
    await recordChange(tx, ctx, {
      what: `Accepted the expected host key of ${hostname} at the first contact`,
      noun: 'client',
      recordId: clientId,
      changes: { 'connection.hostKey': { from: null, to: pinned.line } },
    });
  });
}
