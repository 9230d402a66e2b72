import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@borgcube/db/migrate';
import type { Provider } from '@borgcube/db/provider';
import pg from 'pg';
import { clusterUrl } from './postgres-cluster.ts';

export interface TestDatabaseFile {
  url: string;
  remove(): Promise<void>;
}

/** A fresh, migrated database of its own; the schema is built once per run and copied. */
export function makeTestDatabase(provider: Provider): Promise<TestDatabaseFile> {
  return provider === 'sqlite' ? makeSqlite() : makePostgres();
}

/** A fresh database with nothing in it. */
export async function makeEmptyDatabase(provider: Provider): Promise<TestDatabaseFile> {
  if (provider === 'sqlite') return emptySqlite();
  return createPostgres('template0');
}

let migratedSqlite: Buffer | undefined;

async function makeSqlite(): Promise<TestDatabaseFile> {
  const made = emptySqlite();
  const file = made.url.slice('file:'.length);
  if (migratedSqlite) {
    writeFileSync(file, migratedSqlite, { mode: 0o600 });
  } else {
    await migrate(made.url);
    migratedSqlite = readFileSync(file);
  }
  return made;
}

function emptySqlite(): TestDatabaseFile {
  const dir = mkdtempSync(path.join(tmpdir(), 'borgcube-db-'));
  return {
    url: `file:${path.join(dir, 'test.db')}`,
    remove: async () => rmSync(dir, { recursive: true, force: true }),
  };
}

async function makePostgres(): Promise<TestDatabaseFile> {
  const template = `template_${schemaHash()}`;
  // CREATE DATABASE copies only from a database without connections, so test files take turns.
  await withAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock(1)');
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    await admin.query(`CREATE DATABASE "${template}_unfinished" TEMPLATE template0`);
    await migrate(await clusterUrl(`${template}_unfinished`));
    await admin.query(`ALTER DATABASE "${template}_unfinished" RENAME TO "${template}"`);
  });
  return createPostgres(template);
}

async function createPostgres(template: string): Promise<TestDatabaseFile> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withAdmin(async (admin) => {
    await admin.query('SELECT pg_advisory_lock(1)');
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  });
  return {
    url: await clusterUrl(name),
    remove: () =>
      withAdmin(async (admin) => void (await admin.query(`DROP DATABASE "${name}" WITH (FORCE)`))),
  };
}

async function withAdmin(work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: await clusterUrl('postgres') });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

/** A cluster can outlive an edit of the schema (vitest in watch mode). */
function schemaHash(): string {
  const snapshot = path.join(import.meta.dirname, '../../../../prisma/migrations/snapshot.prisma');
  return createHash('sha256').update(readFileSync(snapshot)).digest('hex').slice(0, 12);
}
