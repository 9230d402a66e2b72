import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory of migrations as `migrate` takes it, the same SQL for both databases. */
export function writeMigrations(migrations: Record<string, string>): string {
  const dir = mkdtempSync(path.join(tmpdir(), 'borgcube-migrations-'));
  for (const provider of ['sqlite', 'postgresql']) {
    mkdirSync(path.join(dir, provider));
    for (const [name, sql] of Object.entries(migrations)) {
      mkdirSync(path.join(dir, provider, name));
      writeFileSync(path.join(dir, provider, name, 'migration.sql'), sql);
    }
  }
  return dir;
}
