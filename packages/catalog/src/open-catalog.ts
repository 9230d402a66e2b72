import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { CATALOG_SCHEMA, CATALOG_VERSION } from './catalog-schema.ts';

export type CatalogFile = Database.Database;

/** Names are read in long pieces, and two blocks' bits fill one page. */
const PAGE_BYTES = 8192;
/** Kibibytes of pages that one connection keeps in memory. */
const CACHE_KIB = 32_000;

/**
 * Opens a repository's catalog, making it where it is missing. It is a cache: one of another version, or broken, is thrown
 * away. Several threads may open it at once: an empty one is being made by another, and is made together.
 */
export function openCatalog(path: string): CatalogFile {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = tryOpen(path);
  if (file) return file;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  return make(connect(path));
}

function tryOpen(path: string): CatalogFile | null {
  let file: CatalogFile | null = null;
  try {
    file = connect(path);
    if (versionOf(file) === 0) return make(file);
    if (versionOf(file) === CATALOG_VERSION) return file;
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !/^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) throw error;
  }
  file?.close();
  return null;
}

/** Whoever comes first makes it; the others wait for that. */
function make(file: CatalogFile): CatalogFile {
  const makeOnce = file.transaction(() => {
    if (versionOf(file) === CATALOG_VERSION) return;
    file.exec(CATALOG_SCHEMA);
    file.pragma(`user_version = ${CATALOG_VERSION}`);
  });
  makeOnce.immediate();
  return file;
}

const versionOf = (file: CatalogFile): unknown => file.pragma('user_version', { simple: true });

function connect(path: string): CatalogFile {
  const file = new Database(path, { timeout: 10_000 });
  file.pragma(`page_size = ${PAGE_BYTES}`); // of a new file
  file.pragma('journal_mode = WAL');
  file.pragma('synchronous = NORMAL');
  file.pragma(`cache_size = -${CACHE_KIB}`);
  return file;
}
