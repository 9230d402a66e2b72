import type { Database, Transaction } from './open-database.ts';
import { providerBehind } from './provider.ts';

const NOW = {
  sqlite: `SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS "now"`,
  postgresql: `SELECT clock_timestamp() AS "now"`,
} as const;

/** The database's clock, to the millisecond: the one clock that several nodes share. It moves on inside a transaction. */
export async function databaseNow(db: Database | Transaction): Promise<Date> {
  const [row] = await db.$queryRawUnsafe<{ now: string | Date }[]>(NOW[providerBehind(db)]);
  if (!row) throw new Error('the database does not tell its time');
  return new Date(row.now);
}
