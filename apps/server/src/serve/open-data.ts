import { rmSync } from 'node:fs';
import { DirectoryHeldError, type HeldDirectory, holdDataDirectory } from '@borgcube/db/hold-data-directory';
import { migrate } from '@borgcube/db/migrate';
import { MigrationError } from '@borgcube/db/migration';
import { type Database, openDatabase } from '@borgcube/db/open-database';
import { hasSecretsOfOtherKeys } from '@borgcube/db/secret-store';
import type { Settings } from '../env.ts';
import { StartError } from '../start-error.ts';
import { type ReadMasterKey, readMasterKey } from './master-key-file.ts';

export interface OpenData extends ReadMasterKey {
  readonly db: Database;
  /** What the migrator did, in words; empty: nothing. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/** Holds the data directory, reads the master key, brings the database up to date (after a backup) and opens it. */
export async function openData(
  settings: Settings,
  onConnectionLost: (error: Error) => void = () => {},
): Promise<OpenData> {
  const held = hold(settings.dataDir);
  let db: Database | null = null;
  try {
    const masterKey = readMasterKey(settings.masterKeyFile);
    const { applied, backup } = await migrateDatabase(settings);
    const opened = openDatabase(settings.databaseUrl, { onConnectionLost });
    db = opened;
    if (await hasSecretsOfOtherKeys(opened, masterKey.key.keyId)) throw wrongKey(settings, masterKey);
    const close = async () => {
      await opened.$disconnect();
      held.release();
    };
    const migrated = [
      ...(backup === null ? [] : [`Copied the database to ${backup} before changing it.`]),
      ...(applied.length === 0 ? [] : [`Brought the database up to date: ${applied.join(', ')}.`]),
    ];
    return { ...masterKey, db: opened, migrated, close };
  } catch (error) {
    await db?.$disconnect();
    held.release();
    throw error;
  }
}

function hold(dataDir: string): HeldDirectory {
  try {
    return holdDataDirectory(dataDir);
  } catch (cause) {
    if (cause instanceof DirectoryHeldError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The data directory ${dataDir} cannot be used: ${reason}`, 1, { cause });
  }
}

async function migrateDatabase({ databaseUrl }: Settings) {
  try {
    return await migrate(databaseUrl);
  } catch (cause) {
    if (cause instanceof MigrationError) throw new StartError(cause.message, 1, { cause });
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The database cannot be opened: ${reason}`, 1, { cause });
  }
}

/** A key that was made just now would only hide that the right one is gone. */
function wrongKey({ masterKeyFile }: Settings, { isNew }: ReadMasterKey): StartError {
  if (isNew) rmSync(masterKeyFile);
  const what = isNew ? 'is missing' : 'holds another key';
  return new StartError(
    `BORGCUBE_MASTER_KEY_FILE ${masterKeyFile} ${what}: the secrets in this database were sealed under a different one.`,
  );
}
