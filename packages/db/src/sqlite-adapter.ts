import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
} from '@prisma/driver-adapter-utils';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import SqliteConnection from 'better-sqlite3';
import { Breather } from './breather.ts';
import { SqliteTransaction } from './sqlite-transaction.ts';
import { Turnstile } from './turnstile.ts';

const ADAPTER_NAME = 'borgcube-sqlite';

export interface SqliteAdapterOptions {
  /** A path or a file: URL. */
  url: string;
  /** How long a statement waits for another process; it blocks the event loop meanwhile. */
  busyTimeoutMs?: number;
}

/**
 * Prisma's better-sqlite3 adapter behind a queue. The stock one has one connection and no queue: a write from outside
 * joins whatever interactive transaction is open, is acknowledged, and is lost when that transaction rolls back.
 * BEGIN IMMEDIATE keeps read-then-write transactions clear of SQLITE_BUSY_SNAPSHOT; synchronous=FULL makes an
 * acknowledged commit survive a power cut.
 */
export class SqliteAdapterFactory implements SqlDriverAdapterFactory {
  readonly provider = 'sqlite';
  readonly adapterName = ADAPTER_NAME;
  readonly #options: SqliteAdapterOptions;

  constructor(options: SqliteAdapterOptions) {
    this.#options = options;
  }

  async connect(): Promise<SqlDriverAdapter> {
    const { url, busyTimeoutMs = 5000 } = this.#options;
    const inner = await new PrismaBetterSqlite3({ url, timeout: busyTimeoutMs }).connect();
    await inner.executeScript(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
       PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY;`,
    );
    return new QueueingAdapter(inner);
  }
}

class QueueingAdapter implements SqlDriverAdapter {
  readonly provider = 'sqlite';
  readonly adapterName = ADAPTER_NAME;
  readonly #turnstile = new Turnstile();
  readonly #breather = new Breather();
  readonly #inner: SqlDriverAdapter;
  readonly #connection: SqliteConnection.Database;

  constructor(inner: SqlDriverAdapter) {
    this.#inner = inner;
    this.#connection = connectionOf(inner);
  }

  queryRaw(query: SqlQuery) {
    return this.#turnstile.run(async () => {
      await this.#breather.breathe();
      return this.#inner.queryRaw(query);
    });
  }

  executeRaw(query: SqlQuery) {
    return this.#turnstile.run(async () => {
      await this.#breather.breathe();
      return this.#inner.executeRaw(query);
    });
  }

  executeScript(script: string) {
    return this.#turnstile.run(() => this.#inner.executeScript(script));
  }

  getConnectionInfo() {
    return { supportsRelationJoins: false };
  }

  dispose() {
    return this.#turnstile.run(() => this.#inner.dispose());
  }

  async startTransaction(isolationLevel?: IsolationLevel) {
    if (isolationLevel && isolationLevel !== 'SERIALIZABLE') {
      throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level: isolationLevel });
    }
    const release = await this.#turnstile.enter();
    try {
      await this.#inner.executeRaw({ sql: 'BEGIN IMMEDIATE', args: [], argTypes: [] });
    } catch (error) {
      release();
      throw error;
    }
    return new SqliteTransaction(this.#inner, this.#connection, { release, breather: this.#breather });
  }
}

/** The stock adapter keeps its connection in an undeclared field; only the connection knows if a transaction is open. */
function connectionOf(inner: SqlDriverAdapter): SqliteConnection.Database {
  if ('client' in inner && inner.client instanceof SqliteConnection) return inner.client;
  throw new Error('@prisma/adapter-better-sqlite3 no longer keeps its connection in `client`');
}
