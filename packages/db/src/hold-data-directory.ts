import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import SqliteConnection from 'better-sqlite3';
import { makeDirectory } from './make-directory.ts';

export interface HeldDirectory {
  release(): void;
}

export class DirectoryHeldError extends Error {
  override name = 'DirectoryHeldError';
}

/**
 * Makes this process the only one on a data directory until `release()` or its death, however it dies: the lock is the
 * kernel's, taken on `borgcube.lock` by way of SQLite (Node itself has no file locks). The pid beside it is only told.
 */
export function holdDataDirectory(dir: string): HeldDirectory {
  makeDirectory(dir);
  const pidFile = path.join(dir, 'borgcube.pid');
  const lock = new SqliteConnection(path.join(dir, 'borgcube.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!(error instanceof SqliteConnection.SqliteError) || !error.code.startsWith('SQLITE_BUSY'))
      throw error;
    throw new DirectoryHeldError(
      `The data directory ${dir} is in use by another BorgCube process${pidIn(pidFile)}.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return {
    release() {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function pidIn(pidFile: string): string {
  try {
    return ` (pid ${readFileSync(pidFile, 'utf8').trim()})`;
  } catch {
    return ''; // it has the lock but has not written its pid yet
  }
}
