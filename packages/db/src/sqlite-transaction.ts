import type { SqlDriverAdapter, SqlQuery, Transaction } from '@prisma/driver-adapter-utils';
import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import type SqliteConnection from 'better-sqlite3';
import type { Breather } from './breather.ts';

/**
 * One BEGIN IMMEDIATE … COMMIT on the shared connection. It refuses statements that come after its end, and after
 * SQLite rolled it back by itself (full disk, I/O error): on one connection both would run outside any transaction,
 * or inside a stranger's.
 */
export class SqliteTransaction implements Transaction {
  readonly provider = 'sqlite';
  readonly adapterName = 'borgcube-sqlite';
  /** With it, Prisma calls commit() and rollback() instead of sending COMMIT and ROLLBACK as queries. */
  readonly options = { usePhantomQuery: true };
  readonly #inner: SqlDriverAdapter;
  readonly #connection: SqliteConnection.Database;
  readonly #release: () => void;
  readonly #breather: Breather;
  #ended = false;

  constructor(
    inner: SqlDriverAdapter,
    connection: SqliteConnection.Database,
    turn: { readonly release: () => void; readonly breather: Breather },
  ) {
    this.#inner = inner;
    this.#connection = connection;
    this.#release = turn.release;
    this.#breather = turn.breather;
  }

  async queryRaw(query: SqlQuery) {
    await this.#breather.breathe();
    this.#requireOpen();
    return this.#inner.queryRaw(query);
  }

  async executeRaw(query: SqlQuery) {
    await this.#breather.breathe();
    this.#requireOpen();
    return this.#inner.executeRaw(query);
  }

  async createSavepoint(name: string) {
    await this.#execute(`SAVEPOINT ${name}`);
  }

  async rollbackToSavepoint(name: string) {
    await this.#execute(`ROLLBACK TO ${name}`);
  }

  async releaseSavepoint(name: string) {
    await this.#execute(`RELEASE ${name}`);
  }

  async commit() {
    try {
      await this.#execute('COMMIT');
    } finally {
      this.#end();
    }
  }

  async rollback() {
    this.#end();
  }

  async #execute(sql: string) {
    await this.executeRaw({ sql, args: [], argTypes: [] });
  }

  #requireOpen() {
    if (!this.#ended && this.#connection.inTransaction) return;
    const message = this.#ended
      ? 'a statement came after the end of its transaction'
      : 'SQLite rolled the transaction back';
    throw new DriverAdapterError({ kind: 'sqlite', extendedCode: 1, message });
  }

  /** Leaves no transaction open, also after a COMMIT that failed, and gives the connection to the next in the queue. */
  #end() {
    if (this.#ended) return;
    this.#ended = true;
    try {
      if (this.#connection.inTransaction) this.#connection.exec('ROLLBACK');
    } finally {
      this.#release();
    }
  }
}
