import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { rootDir } from './root-dir.mjs';

export const prismaDir = path.join(rootDir, 'prisma');
export const providers = ['sqlite', 'postgresql'];
export const sourceFile = path.join(prismaDir, 'schema.prisma');
export const derivedFile = path.join(prismaDir, 'schema.postgresql.prisma');
export const snapshotFile = path.join(prismaDir, 'migrations', 'snapshot.prisma');

/** The schema that people edit is for SQLite; `/// @pg Timestamptz(3)` above a field gives PostgreSQL a native type. */
export function deriveSchema(source, provider) {
  if (provider === 'sqlite') return source;
  const derived = source
    .replace(/(datasource\s+db\s*\{[^}]*provider\s*=\s*)"sqlite"/, '$1"postgresql"')
    .replace('generated/sqlite', 'generated/postgresql')
    .replace(/^[ \t]*\/\/\/ @pg (\S+)\n([ \t]+\S+[^\n]*)$/gm, '$2 @db.$1');
  if (!/datasource\s+db\s*\{[^}]*"postgresql"/.test(derived) || !derived.includes('generated/postgresql')) {
    throw new Error('schema.prisma has no sqlite datasource or no output below generated/sqlite');
  }
  return `// Derived from schema.prisma by npm run db:generate. Do not edit.\n\n${derived}`;
}

/** Text of a file, or null when it does not exist. */
export async function readText(file) {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

export async function writeDerivedSchema() {
  const derived = deriveSchema(await readFile(sourceFile, 'utf8'), 'postgresql');
  if ((await readText(derivedFile)) !== derived) await writeFile(derivedFile, derived);
}
