import { closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type SqliteConnection from 'better-sqlite3';

const COPIES_KEPT = 5;

/** Copies an open database beside itself as `<file>.<UTC stamp>.backup`, keeps the newest five, answers the path. */
export function backUpSqlite(db: SqliteConnection.Database, file: string): string {
  const target = `${file}.${new Date().toISOString().replace(/[-:.]/g, '')}.backup`;
  const unfinished = `${target}.unfinished`;
  try {
    closeSync(openSync(unfinished, 'wx', 0o600)); // VACUUM INTO fills an empty file and keeps its mode
    db.prepare('VACUUM INTO ?').run(unfinished);
    syncPath(unfinished); // which VACUUM INTO does not do
    renameSync(unfinished, target);
    syncPath(path.dirname(target));
  } finally {
    rmSync(unfinished, { force: true });
  }
  removeOldCopies(file);
  return target;
}

function removeOldCopies(file: string): void {
  const dir = path.dirname(file);
  const isCopy = (name: string) => name.startsWith(`${path.basename(file)}.`) && name.endsWith('.backup');
  const copies = readdirSync(dir).filter(isCopy).sort();
  for (const name of copies.slice(0, -COPIES_KEPT)) rmSync(path.join(dir, name));
}

function syncPath(target: string): void {
  const fd = openSync(target, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
