import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type AppliedMigration, type Migration, MigrationError, pendingMigrations } from './migration.ts';
import { APPLIED_MIGRATIONS, MIGRATION_TABLE } from './migration-table.ts';

/** The advisory lock that the Prisma CLI takes too. */
const LOCK = 72_707_369;
const RECORD = `INSERT INTO "_prisma_migrations"
  ("id", "checksum", "migration_name", "finished_at", "applied_steps_count") VALUES ($1, $2, $3, now(), 1)`;

/** Applies all that is missing in one transaction; nodes that start together wait for each other. */
export async function migratePostgres(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'borgcube-migrate' });
  client.on('error', () => {}); // a lost connection also fails the statement under way, which tells it
  await client.connect();
  try {
    await client.query(`SELECT pg_advisory_lock(${LOCK})`);
    await client.query('BEGIN');
    await client.query(MIGRATION_TABLE.postgresql);
    const { rows } = await client.query<AppliedMigration>(APPLIED_MIGRATIONS);
    const pending = pendingMigrations(migrations, rows);
    for (const migration of pending) await apply(client, migration);
    await client.query('COMMIT');
    return pending.map((migration) => migration.name);
  } finally {
    await client.end(); // rolls back what is not committed, and gives the lock back
  }
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql); // without values: the simple protocol, which takes the whole script
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new MigrationError(`Migration ${name} failed and was rolled back: ${reason}`, { cause: error });
  }
  await client.query(RECORD, [randomUUID(), checksum, name]);
}
