import { makeDirectory } from '@borgcube/db/make-directory';
import { maskText } from '../../log/mask-text.ts';
import { StartError } from '../../start-error.ts';
import type { Asker } from './asker.ts';
import {
  keepCopy,
  mergeSettings,
  readSettingsFile,
  type SettingsTable,
  sameSettings,
  settingsFileOf,
  type WantedSettings,
  writeSettingsFile,
} from './settings-file.ts';

export interface PlacedSettings {
  readonly settingsFile: string;
  readonly written: boolean;
  /** The copy of what was there before. */
  readonly backup: string | null;
}

/** Writes the file, or leaves it: what is there is replaced only when told so, and never lost. */
export async function placeSettings(
  asker: Asker,
  dataDir: string,
  wanted: WantedSettings,
  force: boolean,
): Promise<PlacedSettings> {
  const settingsFile = settingsFileOf(dataDir);
  const found = readSettingsFile(settingsFile);
  const settings = mergeSettings(found, wanted);
  if (found === null) {
    write(settingsFile, () => {
      makeDirectory(dataDir);
      writeSettingsFile(settingsFile, settings);
    });
    return { settingsFile, written: true, backup: null };
  }
  if (sameSettings(found, settings)) return { settingsFile, written: false, backup: null };
  if (!force) await requireConsent(asker, settingsFile, differences(found, settings));
  const backup = write(settingsFile, () => keepCopy(settingsFile, new Date()));
  write(settingsFile, () => writeSettingsFile(settingsFile, settings));
  return { settingsFile, written: true, backup };
}

function write<T>(path: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`${path} cannot be written: ${reason}`, 1, { cause });
  }
}

async function requireConsent(asker: Asker, path: string, lines: readonly string[]): Promise<void> {
  const words = [`${path} is there already. It would change:`, ...lines.map((line) => `  ${line}`)].join(
    '\n',
  );
  if (!asker.isPatient) throw new StartError(`${words}\n--force replaces it, and keeps a copy.`, 1);
  asker.say(words);
  const answer = await asker.ask('Replace it? A copy is kept. (yes or no)', 'no');
  if (!/^y(es)?$/i.test(answer)) throw new StartError('Nothing was changed.', 1);
}

function differences(before: SettingsTable, after: SettingsTable): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys
    .filter((key) => String(before[key] ?? '') !== String(after[key] ?? ''))
    .map((key) => `${key}: ${shown(before[key])} -> ${shown(after[key])}`);
}

function shown(value: unknown): string {
  return value === undefined ? 'default' : maskText(String(value));
}
