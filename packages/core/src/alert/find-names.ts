import type { Transaction } from '@borgcube/db/open-database';
import { listNames } from '@borgcube/db/overview-store';

/** What people call the records that something is about; null where there is none. */
export interface Names {
  readonly client: string | null;
  readonly repository: string | null;
}

interface Refs {
  readonly clientId: string | null;
  readonly repositoryId: string | null;
}

export async function findNames(tx: Transaction, { clientId, repositoryId }: Refs): Promise<Names> {
  const names = await listNames(
    tx,
    clientId === null ? [] : [clientId],
    repositoryId === null ? [] : [repositoryId],
  );
  return { client: names.get(clientId ?? '') ?? null, repository: names.get(repositoryId ?? '') ?? null };
}
