// npm run db:check: the derived schema is current, each change of schema.prisma has its migration, and the SQLite
// migrations build that schema. (PostgreSQL's are compared in packages/db/test, where there is a server.)
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  derivedFile,
  deriveSchema,
  prismaDir,
  providers,
  readText,
  rootDir,
  snapshotFile,
  sourceFile,
} from './derived-schema.mjs';
import { diffSql } from './schema-diff.mjs';
import { describeSqlite } from './sqlite-shape.mjs';

const Database = createRequire(path.join(rootDir, 'packages/db/package.json'))('better-sqlite3');
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
if (problems.length === 0) problems.push(...(await compareSqlite()));

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}
console.log('schema, derived schema and migrations agree');

async function compareSqlite() {
  const dir = path.join(prismaDir, 'migrations', 'sqlite');
  const names = (await readdir(dir)).sort();
  const scripts = await Promise.all(
    names.map((name) => readFile(path.join(dir, name, 'migration.sql'), 'utf8')),
  );
  const built = shapeOf(scripts);
  const wanted = shapeOf([await diffSql('sqlite', null, source)]);
  return [
    ...wanted.filter((line) => !built.includes(line)).map((line) => `sqlite: the migrations lack ${line}`),
    ...built.filter((line) => !wanted.includes(line)).map((line) => `sqlite: the migrations leave ${line}`),
  ];
}

function shapeOf(scripts) {
  const db = new Database(':memory:');
  try {
    for (const script of scripts) db.exec(script);
    return describeSqlite(db);
  } finally {
    db.close();
  }
}
