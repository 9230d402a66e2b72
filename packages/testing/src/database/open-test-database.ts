import { type Database, openDatabase } from '@borgcube/db/open-database';
import type { Provider } from '@borgcube/db/provider';
import { makeTestDatabase } from './make-test-database.ts';

export interface TestDatabase extends AsyncDisposable {
  db: Database;
  /** For a second connection, or a server process of its own. */
  url: string;
  provider: Provider;
  close(): Promise<void>;
}

/** Opens a fresh, migrated database; `close()` (or `await using`) removes it. */
export async function openTestDatabase(provider: Provider): Promise<TestDatabase> {
  const { url, remove } = await makeTestDatabase(provider);
  const db = openDatabase(url);
  let closed: Promise<void> | undefined;
  const close = () => {
    closed ??= db.$disconnect().then(remove);
    return closed;
  };
  return { db, url, provider, close, [Symbol.asyncDispose]: close };
}
