import { existsSync } from 'node:fs';
import path from 'node:path';
import { migrateSqlite } from './migrate-sqlite.ts';
import { loadMigrations, type MigrationReport } from './migration.ts';
import { providerOf, sqlitePath } from './provider.ts';

/**
 * Brings the database to this version's shape before `openDatabase`; creates a SQLite file that is not there.
 * All or nothing, and safe when several nodes start at once. Throws MigrationError, with a sentence for the person who
 * started the server, when the history does not fit or a migration fails.
 */
export async function migrate(url: string, dir: string = findMigrationsDir()): Promise<MigrationReport> {
  const provider = providerOf(url);
  const migrations = await loadMigrations(path.join(dir, provider));
  if (provider === 'sqlite') return migrateSqlite(sqlitePath(url), migrations);
  const { migratePostgres } = await import('./migrate-postgres.ts');
  return { applied: await migratePostgres(url, migrations), backup: null };
}

/** `prisma/migrations` of the clone that this code runs in, from its sources or from a bundle. */
function findMigrationsDir(): string {
  for (let dir = import.meta.dirname; dir !== path.dirname(dir); dir = path.dirname(dir)) {
    const found = path.join(dir, 'prisma', 'migrations');
    if (existsSync(found)) return found;
  }
  throw new Error('prisma/migrations was not found beside the program');
}
