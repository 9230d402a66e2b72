import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, it } from 'vitest';
import { CATALOG_VERSION } from './catalog-schema.ts';
import { findCatalog, openCatalog } from './open-catalog.ts';

const folder = mkdtempSync(join(tmpdir(), 'borgcube-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const versionOf = (file: Database.Database) => file.pragma('user_version', { simple: true });

it('a catalog that another thread is just making is none to read yet, and stays', () => {
  const path = join(folder, 'half-made');
  const other = new Database(path);
  other.pragma('journal_mode = WAL');
  const { ino } = statSync(path);
  expect(findCatalog(path)).toBeNull();
  expect(statSync(path).ino).toBe(ino); // the very file that the other one has open
  other.close();
  openCatalog(path).close();
  expect(statSync(path).ino).toBe(ino);
});

it('one of another version, or broken, is not touched by who reads, and none to them', () => {
  const [old, broken] = [join(folder, 'newer'), join(folder, 'spoilt')];
  const file = new Database(old);
  file.pragma(`user_version = ${CATALOG_VERSION + 1}`);
  file.close();
  writeFileSync(broken, 'no database'.repeat(1000));
  for (const path of [old, broken, join(folder, 'missing')]) expect(findCatalog(path)).toBeNull();
  expect(readFileSync(broken, 'utf8')).toMatch(/^no database/);
});

it('one of another version, or broken, is made anew', () => {
  const path = join(folder, 'old');
  const old = new Database(path);
  old.pragma(`user_version = ${CATALOG_VERSION + 1}`);
  old.exec('CREATE TABLE Foreign_ (id)');
  old.close();
  const file = openCatalog(path);
  expect(versionOf(file)).toBe(CATALOG_VERSION);
  file.close();

  writeFileSync(join(folder, 'broken'), 'no database'.repeat(1000));
  const mended = openCatalog(join(folder, 'broken'));
  expect(versionOf(mended)).toBe(CATALOG_VERSION);
  mended.close();
});
