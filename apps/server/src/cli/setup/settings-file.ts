import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'smol-toml';
import type { SettingKey } from '../../setting-values.ts';
import { StartError } from '../../start-error.ts';

/** What stands in a `borgcube.toml`, by key. */
export type SettingsTable = Readonly<Record<string, unknown>>;
export type WantedSettings = Partial<Record<SettingKey, string | number>>;

const HEADER =
  '# Settings of BorgCube. The environment wins over this file; borgcube doctor shows what is in force.\n';

export function settingsFileOf(dataDir: string): string {
  return join(dataDir, 'borgcube.toml');
}

/** Null where there is no file. */
export function readSettingsFile(path: string): SettingsTable | null {
  if (!existsSync(path)) return null;
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const [reason = ''] = cause instanceof Error ? cause.message.split('\n') : [];
    throw new StartError(`${path} cannot be read: ${reason}`, 1, { cause });
  }
}

/** The keys of the file stay unless they are wanted otherwise; a key that is wanted empty goes. */
export function mergeSettings(found: SettingsTable | null, wanted: WantedSettings): SettingsTable {
  const merged = { ...found, ...wanted };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''));
}

export function sameSettings(one: SettingsTable, other: SettingsTable): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => String(one[key] ?? '') === String(other[key] ?? ''));
}

/** For its owner alone: a database URL may hold a password. It is there whole or not at all. */
export function writeSettingsFile(path: string, settings: SettingsTable): void {
  writePrivately(path, HEADER + stringify(settings));
}

export function writePrivately(path: string, text: string, mode = 0o600): void {
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  const file = openSync(draft, 'wx', mode);
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  chmodSync(draft, mode);
  renameSync(draft, path);
}

/** Puts a copy beside a file that is about to be replaced; answers where. */
export function keepCopy(path: string, now: Date): string {
  const copy = `${path}.${now.toISOString().replace(/[-:]|\.\d+/g, '')}.bak`;
  copyFileSync(path, copy);
  return copy;
}
