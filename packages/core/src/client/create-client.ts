import { insertClient } from '@borgcube/db/client-store';
import type { Transaction } from '@borgcube/db/open-database';
import { findSshKey } from '@borgcube/db/ssh-key-store';
import { inTransaction } from '@borgcube/db/transaction';
import type { Client, ClientCreate } from '@borgcube/domain/client/client';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { connectionSettings } from '../connection/connection-settings.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toClientView } from './client-view.ts';

export async function createClient(ctx: CoreContext, input: ClientCreate): Promise<Client> {
  requireRole(ctx, 'admin');
  const { hostname, description, objective } = input;
  return inTransaction(ctx.db, async (tx) => {
    await requireConnectionKey(tx, input.connection?.sshKeyId);
    const connection = input.connection ? connectionSettings(input.connection, null) : null;
    const client = await insertClient(tx, { hostname, description, objective, connection }, ctx.clock());
    await recordChange(tx, ctx, {
      what: `Added client ${hostname}`,
      noun: 'client',
      recordId: client.id,
      changes: connection ? { connection: { to: connection.remote } } : {},
    });
    return toClientView(client);
  });
}

export async function requireConnectionKey(
  tx: Transaction,
  sshKeyId: string | null | undefined,
): Promise<void> {
  if (sshKeyId && !(await findSshKey(tx, sshKeyId))) {
    throw invalidFields({ 'connection.sshKeyId': ['This SSH key does not exist.'] });
  }
}
