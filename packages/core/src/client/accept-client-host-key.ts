import * as store from '@borgcube/db/client-store';
import { acceptConnectionHostKey } from '@borgcube/db/connection-store';
import { changedMeanwhile } from '@borgcube/db/edited-record';
import { inTransaction } from '@borgcube/db/transaction';
import type { Client } from '@borgcube/domain/client/client';
import type { HostKeyAcceptance } from '@borgcube/domain/repository/repository';
import { requireRole } from '../actor/require-role.ts';
import { requireSeenHostKey } from '../connection/require-seen-host-key.ts';
import type { CoreContext } from '../core-context.ts';
import { recordChange } from '../record/record-change.ts';
import { toClientView } from './client-view.ts';
import { requireConnection } from './test-connection.ts';

/** Pins exactly the key bytes that the last test saw, if they are the ones that the person names. */
export async function acceptClientHostKey(
  ctx: CoreContext,
  { id, fingerprint }: HostKeyAcceptance,
): Promise<Client> {
  requireRole(ctx, 'admin');
  const connection = await requireConnection(ctx, id);
  const seen = requireSeenHostKey(connection.seenHostKeyLine, fingerprint);
  return inTransaction(ctx.db, async (tx) => {
    const client = await store.getClient(tx, id);
    const now = ctx.clock();
    await store.updateClient(tx, client, {}, now);
    if (!(await acceptConnectionHostKey(tx, id, seen.line, now))) throw changedMeanwhile();
    await recordChange(tx, ctx, {
      what: `Accepted the host key of ${client.hostname}`,
      noun: 'client',
      recordId: id,
      changes: { 'connection.hostKey': { from: connection.hostKeyLine, to: seen.line } },
    });
    return toClientView(await store.getClient(tx, id));
  });
}
