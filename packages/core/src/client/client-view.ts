import type { StoredClient } from '@borgcube/db/client-store';
import type { Client } from '@borgcube/domain/client/client';
import { toConnectionView } from '../connection/connection-view.ts';

export function toClientView(client: StoredClient): Client {
  return {
    id: client.id,
    hostname: client.hostname,
    description: client.description,
    objective: client.objective,
    connection: client.connection && toConnectionView(client.connection),
    hadConnection: client.hadConnection,
    newestGoodArchiveAt: client.newestGoodArchiveAt?.toISOString() ?? null,
    provenAt: client.provenAt?.toISOString() ?? null,
    createdAt: client.createdAt.toISOString(),
    updatedAt: client.updatedAt.toISOString(),
  };
}
