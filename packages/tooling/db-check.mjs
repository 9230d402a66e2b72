// npm run db:check: the derived schema is current, each change of schema.prisma has its migration, and the migrations
// build that schema: on SQLite in memory, and on PostgreSQL when the URL of an empty database is given as argument.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  derivedFile,
  deriveSchema,
  prismaDir,
  providers,
  readText,
  snapshotFile,
  sourceFile,
} from './derived-schema.mjs';
import { describePostgres } from './postgres-shape.mjs';
import { rootDir } from './root-dir.mjs';
import { diffSql } from './schema-diff.mjs';
import { describeSqlite } from './sqlite-shape.mjs';

const requireFromDb = createRequire(path.join(rootDir, 'packages/db/package.json'));
const postgresUrl = process.argv[2];
const source = await readFile(sourceFile, 'utf8');
const snapshot = await readText(snapshotFile);
const problems = [];

if ((await readText(derivedFile)) !== deriveSchema(source, 'postgresql')) {
  problems.push('schema.postgresql.prisma is stale: npm run db:generate');
}
for (const provider of providers) {
  const from = snapshot === null ? null : deriveSchema(snapshot, provider);
  if ((await diffSql(provider, from, deriveSchema(source, provider))) !== '') {
    problems.push(`${provider}: schema.prisma has changes without a migration: npm run db:migrate -- <name>`);
  }
}
if (problems.length === 0) {
  problems.push(...(await compareShapes('sqlite', shapeOnSqlite)));
  if (postgresUrl) problems.push(...(await compareShapes('postgresql', shapeOnPostgres)));
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('schema, derived schema and migrations agree');

async function compareShapes(provider, shapeOf) {
  const dir = path.join(prismaDir, 'migrations', provider);
  const names = (await readdir(dir)).sort();
  const scripts = await Promise.all(
    names.map((name) => readFile(path.join(dir, name, 'migration.sql'), 'utf8')),
  );
  const built = await shapeOf(scripts);
  const wanted = await shapeOf([await diffSql(provider, null, deriveSchema(source, provider))]);
  return [
    ...wanted
      .filter((line) => !built.includes(line))
      .map((line) => `${provider}: the migrations lack ${line}`),
    ...built
      .filter((line) => !wanted.includes(line))
      .map((line) => `${provider}: the migrations leave ${line}`),
  ];
}

function shapeOnSqlite(scripts) {
  const Database = requireFromDb('better-sqlite3');
  const db = new Database(':memory:');
  try {
    for (const script of scripts) db.exec(script);
    return describeSqlite(db);
  } finally {
    db.close();
  }
}

async function shapeOnPostgres(scripts) {
  const { Client } = requireFromDb('pg');
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    return await describePostgres(client, scripts);
  } finally {
    await client.end();
  }
}
