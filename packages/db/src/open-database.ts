import { PrismaClient as PostgresClient } from './generated/postgresql/client.ts';
import { Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client.ts';
import { PostgresAdapterFactory } from './postgres-adapter.ts';
import { providerOf, rememberProvider } from './provider.ts';
import { SqliteAdapterFactory } from './sqlite-adapter.ts';

/**
 * What both databases can do. SQLite's client is the smaller one (no `mode: 'insensitive'`, no `skipDuplicates`, no
 * Json path of arrays), so code that compiles against it runs on both.
 */
export type Database = SqliteClient;

/** The handle inside `inTransaction`: while it is open, use nothing else, for on SQLite everything else waits. */
export type Transaction = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** PostgreSQL only. */
  poolSize?: number;
  /** PostgreSQL only: an idle connection was lost; the pool opens another by itself. */
  onConnectionLost?: (error: Error) => void;
}

/** The others quote the values of the failed call, session tokens and password hashes among them. */
const ERROR_FORMAT = 'minimal';

/** Opens a migrated database by `file:` or `postgresql:` URL. Connects with the first query; end it with `$disconnect()`. */
export function openDatabase(url: string, options: DatabaseOptions = {}): Database {
  const provider = providerOf(url);
  return rememberProvider(provider === 'sqlite' ? openSqlite(url) : openPostgres(url, options), provider);
}

function openSqlite(url: string): Database {
  return new SqliteClient({ adapter: new SqliteAdapterFactory({ url }), errorFormat: ERROR_FORMAT });
}

function openPostgres(url: string, options: DatabaseOptions): Database {
  const adapter = new PostgresAdapterFactory(
    {
      connectionString: url,
      max: options.poolSize ?? 10,
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
      application_name: 'borgcube',
    },
    { onPoolError: (error) => options.onConnectionLost?.(error) },
  );
  // The two clients are generated from one schema and differ in types only; the store tests run on both.
  return new PostgresClient({ adapter, errorFormat: ERROR_FORMAT }) as unknown as Database;
}

export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, 'P2002') || rawFailureOf(error) === 'UniqueConstraintViolation';
}

function hasCode(error: unknown, code: string): error is Prisma.PrismaClientKnownRequestError {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === code;
}

/** Why a statement given as text failed, in the words of the adapter; null: it was none, or for another reason. */
export function rawFailureOf(error: unknown): string | null {
  if (!hasCode(error, 'P2010')) return null;
  const cause: unknown = Object(error.meta?.driverAdapterError).cause;
  const kind: unknown = Object(cause).kind;
  return typeof kind === 'string' ? kind : null;
}

/** A row that others refer to was deleted, or a row refers to nothing. */
export function isForeignKeyViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2003';
}
