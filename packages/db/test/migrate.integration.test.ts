import { rmSync } from 'node:fs';
import { migrate } from '@borgcube/db/migrate';
import { openDatabase } from '@borgcube/db/open-database';
import { makeEmptyDatabase, type TestDatabaseFile } from '@borgcube/testing/database/make-test-database';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeMigrations } from './write-migrations.ts';

const FIRST = 'CREATE TABLE "Shelf" ("id" INTEGER PRIMARY KEY NOT NULL); INSERT INTO "Shelf" VALUES (1);';
const BOOKS = `CREATE TABLE "Book" ("id" INTEGER PRIMARY KEY NOT NULL,
  "shelf" INTEGER NOT NULL REFERENCES "Shelf" ("id") ON DELETE CASCADE);`;

describe.each(['sqlite', 'postgresql'] as const)('migrate (%s)', (provider) => {
  let database: TestDatabaseFile;
  const dirs: string[] = [];
  beforeEach(async () => {
    database = await makeEmptyDatabase(provider);
  });
  afterEach(async () => {
    await database.remove();
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true });
  });

  const apply = (migrations: Record<string, string>) => {
    const dir = writeMigrations(migrations);
    dirs.push(dir);
    return migrate(database.url, dir);
  };
  const query = async (sql: string) => {
    const db = openDatabase(database.url);
    try {
      return await db.$queryRawUnsafe<Record<string, unknown>[]>(sql);
    } finally {
      await db.$disconnect();
    }
  };

  test('builds an empty database, applies what is new, and then finds nothing to do', async () => {
    expect(await apply({ '1_first': FIRST })).toEqual({ applied: ['1_first'], backup: null });
    expect((await apply({ '1_first': FIRST, '2_books': BOOKS })).applied).toEqual(['2_books']);
    expect(await apply({ '1_first': FIRST, '2_books': BOOKS })).toEqual({ applied: [], backup: null });
  });

  test('two that start at once apply each migration once', async () => {
    const reports = await Promise.all([apply({ '1_first': FIRST }), apply({ '1_first': FIRST })]);
    expect(reports.flatMap((report) => report.applied)).toEqual(['1_first']);
  });

  test('a migration that fails leaves nothing behind, and the repaired one works', async () => {
    await apply({ '1_first': FIRST });
    const broken = {
      '1_first': FIRST,
      '2_books': BOOKS,
      '3_bad': 'CREATE TABLE "Left" ("id" INTEGER); SELECT nonsense;',
    };
    await expect(apply(broken)).rejects.toThrow(/^Migration 3_bad failed and was rolled back: /);
    await expect(query('SELECT * FROM "Book"')).rejects.toThrow();
    await expect(query('SELECT * FROM "Left"')).rejects.toThrow();
    const repaired = await apply({ ...broken, '3_bad': 'CREATE TABLE "Left" ("id" INTEGER);' });
    expect(repaired.applied).toEqual(['2_books', '3_bad']);
  });

  test('refuses a migration that was edited after it was applied', async () => {
    await apply({ '1_first': FIRST });
    await expect(apply({ '1_first': `${FIRST}\n` })).rejects.toThrow('Migration 1_first was edited after');
  });

  test('refuses a database that a newer version used', async () => {
    await apply({ '1_first': FIRST, '2_books': BOOKS });
    await expect(apply({ '1_first': FIRST })).rejects.toThrow('was used by a newer BorgCube');
  });

  test('refuses a migration that is older than one already applied', async () => {
    await apply({ '1_first': FIRST, '3_last': BOOKS });
    const late = { '1_first': FIRST, '2_late': 'CREATE TABLE "Late" ("id" INTEGER);', '3_last': BOOKS };
    await expect(apply(late)).rejects.toThrow('Migration 2_late is out of order');
    await expect(query('SELECT * FROM "Late"')).rejects.toThrow();
  });

  if (provider === 'sqlite') {
    test('redefining a table keeps the rows that refer to it', async () => {
      const books = `${BOOKS} INSERT INTO "Book" VALUES (1, 1);`;
      await apply({ '1_first': FIRST, '2_books': books });
      const redefine = `CREATE TABLE "new_Shelf" ("id" INTEGER PRIMARY KEY NOT NULL, "room" TEXT);
        INSERT INTO "new_Shelf" ("id") SELECT "id" FROM "Shelf"; DROP TABLE "Shelf"; ALTER TABLE "new_Shelf" RENAME TO "Shelf";`;
      await apply({ '1_first': FIRST, '2_books': books, '3_room': redefine });
      expect(await query('SELECT * FROM "Book"')).toHaveLength(1);
    });

    test('refuses a migration that would leave rows referring to nothing', async () => {
      const books = `${BOOKS} INSERT INTO "Book" VALUES (1, 7);`;
      await expect(apply({ '1_first': FIRST, '2_books': books })).rejects.toThrow('would leave 1 rows');
    });
  }
});
