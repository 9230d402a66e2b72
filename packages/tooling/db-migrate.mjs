// npm run db:migrate -- <name>: writes the next migration for both databases from the change of schema.prisma.
// Read the SQL before committing it: a rename comes out as drop and add, and nothing warns of lost data.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  deriveSchema,
  prismaDir,
  providers,
  readText,
  snapshotFile,
  sourceFile,
  writeDerivedSchema,
} from './derived-schema.mjs';
import { prisma } from './prisma-cli.mjs';
import { diffSql } from './schema-diff.mjs';

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error('usage: npm run db:migrate -- <name in lower_case>');
  process.exit(2);
}

prisma(['validate', '--schema', 'prisma/schema.prisma']);
await writeDerivedSchema();
const source = await readFile(sourceFile, 'utf8');
const before = await readText(snapshotFile);
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
let written = 0;
for (const provider of providers) {
  const from = before === null ? null : deriveSchema(before, provider);
  const sql = await diffSql(provider, from, deriveSchema(source, provider));
  if (sql === '') continue;
  const file = path.join(prismaDir, 'migrations', provider, `${stamp}_${name}`, 'migration.sql');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, sql);
  console.log(`wrote ${path.relative(path.dirname(prismaDir), file)}`);
  written += 1;
}
if (written === 0) console.log('schema.prisma has not changed since the last migration');
else await writeFile(snapshotFile, source);
