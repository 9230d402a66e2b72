import type { PrismaPg } from '@prisma/adapter-pg';
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { Turnstile } from './turnstile.ts';

/**
 * Prisma's pg adapter whose transactions send one statement at a time. Prisma starts the parts of one call at once
 * (a long `createMany`, the relations of an `include`); on the one connection of a transaction pg only queues them, warns
 * of it, and will refuse it in its next version.
 */
export class PostgresAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  readonly #settings: ConstructorParameters<typeof PrismaPg>;

  constructor(...settings: ConstructorParameters<typeof PrismaPg>) {
    this.#settings = settings;
  }

  async connect(): Promise<SqlDriverAdapter> {
    // Read only where there is a PostgreSQL: a start on SQLite is quicker without it.
    const { PrismaPg } = await import('@prisma/adapter-pg');
    const adapter = await new PrismaPg(...this.#settings).connect();
    const start = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolationLevel?: IsolationLevel) =>
      takeTurns(await start(isolationLevel));
    return adapter;
  }
}

function takeTurns(transaction: Transaction): Transaction {
  const turnstile = new Turnstile();
  const { queryRaw, executeRaw }: SqlQueryable = transaction;
  transaction.queryRaw = (query: SqlQuery) => turnstile.run(() => queryRaw.call(transaction, query));
  transaction.executeRaw = (query: SqlQuery) => turnstile.run(() => executeRaw.call(transaction, query));
  return transaction;
}
