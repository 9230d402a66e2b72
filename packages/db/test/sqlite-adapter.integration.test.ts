import { statSync } from 'node:fs';
import { inTransaction } from '@borgcube/db/transaction';
import { openTestDatabase } from '@borgcube/testing/database/open-test-database';
import SqliteConnection from 'better-sqlite3';
import { expect, test } from 'vitest';

test('a transaction that SQLite rolled back by itself cannot go on outside of it', async () => {
  await using database = await openTestDatabase('sqlite');
  const { db } = database;
  await db.setting.create({ data: { key: 'taken', value: '' } });
  const transaction = inTransaction(db, async (tx) => {
    await tx.setting.create({ data: { key: 'first', value: '' } });
    const insert = `INSERT OR ROLLBACK INTO "Setting" ("key", "value", "updatedAt") VALUES ('taken', '', '')`;
    await tx.$executeRawUnsafe(insert).catch(() => {});
    await tx.setting.create({ data: { key: 'stray', value: '' } });
  });
  await expect(transaction).rejects.toThrow('rolled the transaction back');
  expect((await db.setting.findMany()).map((row) => row.key)).toEqual(['taken']);
});

test('nobody can write between the reading and the writing of a transaction', async () => {
  await using database = await openTestDatabase('sqlite');
  const { db } = database;
  const other = new SqliteConnection(database.url.slice('file:'.length), { timeout: 0 });
  const write = () =>
    other.exec(`INSERT INTO "Setting" VALUES ('other', '', '2026-01-01T00:00:00.000+00:00')`);
  await inTransaction(db, async (tx) => {
    expect(await tx.setting.count()).toBe(0);
    expect(write).toThrow('database is locked');
    await tx.setting.create({ data: { key: 'ours', value: '' } });
  });
  write();
  other.close();
  expect(await db.setting.count()).toBe(2);
});

test('commits are synced to disk and files are readable by their owner only', async () => {
  await using database = await openTestDatabase('sqlite');
  const { db } = database;
  await db.setting.create({ data: { key: 'a', value: '' } });
  expect(await db.$queryRawUnsafe('PRAGMA synchronous')).toEqual([{ synchronous: 2n }]);
  expect(await db.$queryRawUnsafe('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
  expect(await db.$queryRawUnsafe('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 1n }]);
  const file = database.url.slice('file:'.length);
  for (const suffix of ['', '-wal', '-shm']) expect(statSync(file + suffix).mode & 0o777).toBe(0o600);
});
