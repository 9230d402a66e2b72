import { findLocalConfigs, findRemoteConfigs } from '@borgcube/db/backup-config-store';
import * as store from '@borgcube/db/client-store';
import { deleteConnection, putConnection } from '@borgcube/db/connection-store';
import type { Transaction } from '@borgcube/db/open-database';
import { inTransaction } from '@borgcube/db/transaction';
import type { Client, ClientUpdate } from '@borgcube/domain/client/client';
import type { ConnectionInput } from '@borgcube/domain/connection/connection';
import { invalidFields } from '@borgcube/domain/error/domain-error';
import { requireRole } from '../actor/require-role.ts';
import { assessClientIn } from '../alert/assess-client.ts';
import { type AuditChanges, changesOf } from '../audit/write-audit.ts';
import { connectionSettings } from '../connection/connection-settings.ts';
import type { CoreContext } from '../core-context.ts';
import { inUse } from '../record/in-use.ts';
import { recordChange } from '../record/record-change.ts';
import { requireUnchanged } from '../record/require-unchanged.ts';
import { toClientView } from './client-view.ts';
import { requireConnectionKey } from './create-client.ts';

export async function updateClient(ctx: CoreContext, input: ClientUpdate): Promise<Client> {
  requireRole(ctx, 'admin');
  const { id, ifUpdatedAt, connection, ...fields } = input;
  const settings = given(fields);
  return inTransaction(ctx.db, async (tx) => {
    const before = await store.getClient(tx, id);
    requireUnchanged(before, ifUpdatedAt);
    // The client's row comes first: it is what two changes at once meet at.
    const hadConnection = before.hadConnection || Boolean(connection);
    const after = await store.updateClient(tx, before, { ...settings, hadConnection }, ctx.clock());
    const connectionChanges = await changeConnection(tx, ctx, before, connection);
    await recordChange(tx, ctx, {
      what: `Changed client ${after.hostname}`,
      noun: 'client',
      recordId: id,
      changes: { ...changesOf({ ...before }, settings), ...connectionChanges },
    });
    if (settings.objective !== undefined) await assessClientIn(tx, ctx, id);
    return toClientView(await store.getClient(tx, id));
  });
}

/** `undefined` leaves it, null removes it where nothing needs it, else it is made or replaced. */
async function changeConnection(
  tx: Transaction,
  ctx: CoreContext,
  client: store.StoredClient,
  input: ConnectionInput | null | undefined,
): Promise<AuditChanges> {
  if (input === undefined || (input === null && client.connection === null)) return {};
  if (input === null) {
    await requireNotNeeded(tx, client);
    await deleteConnection(tx, client.id);
    return { connection: { from: client.connection?.remote, to: null } };
  }
  if (client.connection === null) await requireNoLocalConfigs(tx, client);
  await requireConnectionKey(tx, input.sshKeyId);
  const settings = connectionSettings(input, client.connection);
  await putConnection(tx, client.id, settings, ctx.clock());
  const { hostKeyLine, hostKeyAcceptedAt, seenHostKeyLine, ...shown } = settings;
  const fields = changesOf({ ...client.connection }, shown);
  return Object.fromEntries(Object.entries(fields).map(([field, change]) => [`connection.${field}`, change]));
}

async function requireNotNeeded(tx: Transaction, client: store.StoredClient): Promise<void> {
  const labels = await findRemoteConfigs(tx, client.id);
  if (labels.length === 0) return;
  const users = labels.map((label) => `the backup config “${label}”`);
  throw inUse(
    `The connection of ${client.hostname} can only be replaced, not removed; it`,
    users,
    'connection',
  );
}

/** Such configs read this server's own files; with a connection they would seem to read the client's. */
async function requireNoLocalConfigs(tx: Transaction, client: store.StoredClient): Promise<void> {
  const [label] = await findLocalConfigs(tx, client.id);
  if (label === undefined) return;
  const message = `The backup config “${label}” has the transport local: it reads this server's own files. Change or delete it first.`;
  throw invalidFields({ connection: [message] });
}

type Given = Partial<store.ClientSettings>;

function given(fields: { [Key in keyof Given]: Given[Key] | undefined }): Given {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
