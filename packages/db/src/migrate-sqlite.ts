import { randomUUID } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import SqliteConnection from 'better-sqlite3';
import { backUpSqlite } from './back-up-sqlite.ts';
import {
  type AppliedMigration,
  type Migration,
  MigrationError,
  type MigrationReport,
  pendingMigrations,
} from './migration.ts';
import { APPLIED_MIGRATIONS, MIGRATION_TABLE } from './migration-table.ts';

const LOCK_WAIT_MS = 60_000;
const RECORD = `INSERT INTO "_prisma_migrations"
  ("id", "checksum", "migration_name", "started_at", "finished_at", "applied_steps_count") VALUES (?, ?, ?, ?, ?, 1)`;

/** Applies all that is missing in one transaction, after a copy of what was there. */
export function migrateSqlite(file: string, migrations: readonly Migration[]): MigrationReport {
  // Made by hand because SQLite would make it readable for all; its -wal and -shm files take over the mode.
  closeSync(openSync(file, 'a', 0o600));
  const db = new SqliteConnection(file, { timeout: LOCK_WAIT_MS });
  try {
    const isNew = requireOurs(db, file);
    const backup =
      !isNew && pendingMigrations(migrations, appliedTo(db)).length > 0 ? backUpSqlite(db, file) : null;
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Migrations that redefine a table drop and rename it; inside a transaction the pragma would do nothing.
    db.pragma('foreign_keys = OFF');
    return { applied: applyPending(db, migrations), backup };
  } finally {
    db.close();
  }
}

/** Answers whether the database is empty; refuses a file that is no database, or somebody else's. */
function requireOurs(db: SqliteConnection.Database, file: string): boolean {
  let tables: unknown[];
  try {
    tables = db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all();
  } catch (error) {
    if (error instanceof SqliteConnection.SqliteError && error.code === 'SQLITE_NOTADB') {
      throw new MigrationError(`${file} is not a SQLite database.`, { cause: error });
    }
    throw error;
  }
  if (tables.length > 0 && !tables.includes('_prisma_migrations')) {
    throw new MigrationError(`${file} holds tables that BorgCube did not make.`);
  }
  return tables.length === 0;
}

function applyPending(db: SqliteConnection.Database, migrations: readonly Migration[]): string[] {
  const names: string[] = [];
  db.exec('BEGIN IMMEDIATE'); // a second starter waits here and then finds nothing to do
  try {
    db.exec(MIGRATION_TABLE.sqlite);
    for (const migration of pendingMigrations(migrations, appliedTo(db))) {
      apply(db, migration);
      names.push(migration.name);
    }
    const broken = db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get();
    if (names.length > 0 && broken !== 0) {
      throw new MigrationError(`Migration ${names.at(-1)} would leave ${broken} rows that refer to nothing.`);
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
  return names;
}

function apply(db: SqliteConnection.Database, { name, sql, checksum }: Migration): void {
  try {
    db.exec(sql);
  } catch (error) {
    throw new MigrationError(`Migration ${name} failed and was rolled back: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const now = new Date().toISOString().replace('Z', '+00:00');
  db.prepare(RECORD).run(randomUUID(), checksum, name, now, now);
}

function appliedTo(db: SqliteConnection.Database): AppliedMigration[] {
  return db.prepare<[], AppliedMigration>(APPLIED_MIGRATIONS).all();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
