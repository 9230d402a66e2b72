import type { Provider } from '@borgcube/db/provider';
import { afterAll, describe } from 'vitest';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

const PROVIDERS: readonly Provider[] = ['sqlite', 'postgresql'];

/** The same tests on SQLite and on PostgreSQL. What `open` opened is closed and removed after them. */
export function describeDatabases(
  name: string,
  tests: (open: () => Promise<TestDatabase>, provider: Provider) => void,
): void {
  describe.each(PROVIDERS)(`${name} (%s)`, (provider) => {
    const opened: TestDatabase[] = [];
    afterAll(async () => {
      for (const database of opened) await database.close();
    });
    tests(async () => {
      const database = await openTestDatabase(provider);
      opened.push(database);
      return database;
    }, provider);
  });
}
