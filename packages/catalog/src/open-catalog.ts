import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CATALOG_SCHEMA, CATALOG_VERSION } from './catalog-schema.ts';

export type CatalogFile = Database.Database;

/** Names are read in long pieces, and two blocks' bits fill one page. */
const PAGE_BYTES = 8192;
/** Kibibytes of pages that one connection keeps in memory. */
const CACHE_KIB = 32_000;

/**
 * Opens a repository's catalog to write, making it where it is missing. It is a cache: one of another version, or broken, is
 * thrown away. That is the writer's alone, of which there is one at a time: those who read have such a one not at all.
 */
export function openCatalog(path: string): CatalogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = isThere(path) ? tryOpen(path) : null;
  if (file && versionOf(file) === 0) return make(file);
  if (file && versionOf(file) === CATALOG_VERSION) return file;
  file?.close();
  removeCatalog(path);
  return make(connect(path));
}

/** Opens it to read; null: there is none of this version that could be read. */
export function findCatalog(path: string): CatalogFile | null {
  const file = isThere(path) ? tryOpen(path) : null;
  if (file && versionOf(file) === CATALOG_VERSION) return file;
  file?.close();
  return null;
}

/** Where its first page is sound, only who reads further finds that a catalog is broken: from now on it is none, until it is made anew. */
export function markBroken(path: string): void {
  writeFileSync(markOf(path), '');
}

/** With all that lies beside it: what was written ahead of one that is gone would spoil the next one. */
export function removeCatalog(path: string): void {
  for (const one of [path, `${path}-wal`, `${path}-shm`, markOf(path)]) rmSync(one, { force: true });
}

export function isBroken(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(NOTADB|CORRUPT)/.test(error.code);
}

const markOf = (path: string): string => `${path}-broken`;

const isThere = (path: string): boolean => existsSync(path) && !existsSync(markOf(path));

/** Null: it is broken. */
function tryOpen(path: string): CatalogFile | null {
  try {
    const file = connect(path);
    versionOf(file);
    return file;
  } catch (error) {
    if (!isBroken(error)) throw error;
    return null;
  }
}

function make(file: CatalogFile): CatalogFile {
  file.transaction(() => {
    file.exec(CATALOG_SCHEMA);
    file.pragma(`user_version = ${CATALOG_VERSION}`);
  })();
  return file;
}

const versionOf = (file: CatalogFile): unknown => file.pragma('user_version', { simple: true });

function connect(path: string): CatalogFile {
  const file = new Database(path, { timeout: 10_000 });
  try {
    file.pragma(`page_size = ${PAGE_BYTES}`); // of a new file
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = NORMAL');
    file.pragma(`cache_size = -${CACHE_KIB}`);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}
