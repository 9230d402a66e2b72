import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a directory and those above it, for their owner only. Not `mkdir` with `recursive`: where a file system answers
 * that the new name does not exist, as `/proc` does, Node 20 tries again for ever.
 */
export function makeDirectory(dir: string): void {
  if (existsSync(dir)) return;
  const above = path.dirname(dir);
  if (above !== dir) makeDirectory(above);
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(dir)) throw error; // else another process was faster
  }
}
