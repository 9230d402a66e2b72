import { hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { MasterKey } from '@borgcube/core/secret/master-key';
import { makeDirectory } from '@borgcube/db/make-directory';
import { StartError } from '../start-error.ts';

const KEY_BYTES = 32;

export interface ReadMasterKey {
  readonly key: MasterKey;
  /** Signs session cookies; lost with the key. */
  readonly cookieSecret: string;
  /** It was made just now. */
  readonly isNew: boolean;
}

/** The key in the file (base64), or a new one in a new file, 0600 and durable before it is used. */
export function readMasterKey(path: string): ReadMasterKey {
  const { text, isNew } = readOrCreate(path);
  const bytes = Buffer.from(text.trim(), 'base64');
  if (bytes.length !== KEY_BYTES) {
    throw new StartError(`BORGCUBE_MASTER_KEY_FILE ${path} does not hold a master key of BorgCube.`);
  }
  const cookieSecret = Buffer.from(hkdfSync('sha256', bytes, '', 'borgcube session cookies', KEY_BYTES));
  return { key: new MasterKey(bytes), cookieSecret: cookieSecret.toString('base64'), isNew };
}

function readOrCreate(path: string): { text: string; isNew: boolean } {
  try {
    const text = read(path);
    return text === null ? { text: create(path), isNew: true } : { text, isNew: false };
  } catch (cause) {
    if (cause instanceof StartError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`BORGCUBE_MASTER_KEY_FILE ${path} cannot be used: ${reason}`, 1, { cause });
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** A file appears under the name only when it is whole; of two that start at once, one key wins. */
function create(path: string): string {
  makeDirectory(dirname(path));
  // Not the process's number: in a container it is the same at each start, and one may have left its draft.
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = openSync(draft, 'wx', 0o600);
  writeSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  const directory = openSync(dirname(path), 'r');
  fsyncSync(directory);
  closeSync(directory);
  return readFileSync(path, 'utf8');
}
