/**
 * The only way to the database that a plugin gets inside a transaction; it refuses to work after the call that it was
 * given to. Statements are written for both databases (double-quoted names, positional values).
 */
export interface PluginTransaction {
  $queryRawUnsafe<Rows = unknown>(sql: string, ...values: unknown[]): PromiseLike<Rows>;
  $executeRawUnsafe(sql: string, ...values: unknown[]): PromiseLike<number>;
}
