import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { join } from 'node:path';

const FILES = 3000;
const FILE_BYTES = 300_000_000;

/** Files with nothing in them that Borg reads for an hour: their backup runs until somebody stops it. */
export function makeEndlessFiles(folder: string): void {
  for (let n = 0; n < FILES; n += 1) {
    const file = openSync(join(folder, `nothing-${n}`), 'w');
    ftruncateSync(file, FILE_BYTES);
    closeSync(file);
  }
}
