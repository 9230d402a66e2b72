import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@borgcube/db/migrate';
import SqliteConnection from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeMigrations } from './write-migrations.ts';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'borgcube-backup-'));
  file = path.join(dir, 'borgcube.db');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Tables t1 … tn, each its own migration. */
async function migrateTo(count: number) {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const migrations = writeMigrations(
    Object.fromEntries(numbers.map((n) => [`${n}_t`, `CREATE TABLE "t${n}" ("id" INTEGER);`])),
  );
  try {
    return await migrate(`file:${file}`, migrations);
  } finally {
    rmSync(migrations, { recursive: true });
  }
}

test('an existing database is copied as it was before it changes, readable by its owner only', async () => {
  await migrateTo(1);
  const db = new SqliteConnection(file);
  db.exec('INSERT INTO "t1" VALUES (42)');
  db.close();
  const { backup } = await migrateTo(2);
  expect(path.dirname(String(backup))).toBe(dir);
  expect(statSync(String(backup)).mode & 0o777).toBe(0o600);
  const copy = new SqliteConnection(String(backup), { readonly: true });
  expect(copy.prepare('SELECT id FROM "t1"').pluck().all()).toEqual([42]);
  expect(() => copy.prepare('SELECT id FROM "t2"')).toThrow('no such table');
  copy.close();
});

test('the newest five copies are kept', async () => {
  const backups: (string | null)[] = [];
  for (let count = 1; count <= 8; count += 1) backups.push((await migrateTo(count)).backup);
  const kept = readdirSync(dir).filter((name) => name.endsWith('.backup'));
  expect(kept.sort()).toEqual(backups.slice(-5).map((backup) => path.basename(String(backup))));
});

test('a file that is no database, or not ours, is refused with its name and left alone', async () => {
  writeFileSync(file, 'something else entirely, long enough to be no SQLite header'.repeat(40));
  await expect(migrateTo(1)).rejects.toThrow(`${file} is not a SQLite database.`);
  rmSync(file);
  const foreign = new SqliteConnection(file);
  foreign.exec('CREATE TABLE "songs" ("id" INTEGER)');
  foreign.close();
  await expect(migrateTo(1)).rejects.toThrow(`${file} holds tables that BorgCube did not make.`);
});
