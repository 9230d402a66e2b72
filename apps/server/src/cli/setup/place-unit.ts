import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartError } from '../../start-error.ts';
import { programFile } from '../systemd/program-file.ts';
import { unitFile } from '../systemd/unit-file.ts';
import type { Asker } from './asker.ts';
import { keepCopy, writePrivately } from './settings-file.ts';
import type { SetupOptions } from './setup-options.ts';

const USUAL = '/etc/systemd/system/borgcube.service';

/** Writes the unit where it is wanted; answers its path, or null. */
export async function placeUnit(
  asker: Asker,
  { unit, user, force = false, yes = false }: SetupOptions,
  dataDir: string,
): Promise<string | null> {
  const path = await askPath(asker, unit, yes);
  if (path === null) return null;
  const text = unitFile({ node: process.execPath, program: programFile(), dataDir, user });
  if (existsSync(path) && readFileSync(path, 'utf8') !== text) {
    if (!force) throw new StartError(`${path} is there already. --force replaces it, and keeps a copy.`, 1);
    keepCopy(path, new Date());
  }
  write(path, text);
  return path;
}

async function askPath(asker: Asker, unit: SetupOptions['unit'], yes: boolean): Promise<string | null> {
  if (unit === false) return null;
  if (unit === true) return USUAL;
  if (unit !== undefined) return resolve(unit);
  if (yes) return null;
  const isOffered = process.getuid?.() === 0 && existsSync('/run/systemd/system');
  const answer = await asker.ask('Write a systemd unit to (a path, or no)', isOffered ? USUAL : 'no');
  return /^no?$/i.test(answer) ? null : resolve(answer);
}

function write(path: string, text: string): void {
  try {
    writePrivately(path, text, 0o644);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(`The unit cannot be written: ${reason}`, 1, { cause });
  }
}
