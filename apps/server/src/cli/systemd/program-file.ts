import { realpathSync } from 'node:fs';

/** The program that runs now, as a service would start it; npx starts it by a link. */
export function programFile(): string {
  return realpathSync(process.argv[1] ?? process.execPath);
}
