import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

export interface Migration {
  name: string;
  sql: string;
  /** sha256 of the file, hex, as the Prisma CLI notes it. */
  checksum: string;
}

export interface AppliedMigration {
  migration_name: string;
  checksum: string;
}

export interface MigrationReport {
  /** Names of the migrations that were applied now. */
  applied: string[];
  /** SQLite only: the copy that was made before an existing database was changed. */
  backup: string | null;
}

export class MigrationError extends Error {
  override name = 'MigrationError';
}

/** The migrations of one database in the order of their names, which begin with their time. */
export async function loadMigrations(dir: string): Promise<Migration[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(dir, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** What is left to apply. Refuses a history that this version of BorgCube cannot have made. */
export function pendingMigrations(
  all: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const known = new Map(all.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum } of applied) {
    const file = known.get(name);
    if (!file) {
      throw new MigrationError(
        `The database was used by a newer BorgCube: this one does not know its migration ${name}.`,
      );
    }
    if (file.checksum !== checksum) {
      throw new MigrationError(`Migration ${name} was edited after it was applied to this database.`);
    }
  }
  const done = new Set(applied.map((row) => row.migration_name));
  const last = [...done].sort().at(-1) ?? '';
  const pending = all.filter((migration) => !done.has(migration.name));
  const late = pending.find((migration) => migration.name < last);
  if (late) {
    throw new MigrationError(
      `Migration ${late.name} is out of order: ${last} is already applied to this database.`,
    );
  }
  return pending;
}
