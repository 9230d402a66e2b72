import { resolve } from 'node:path';

/** The program that runs now, as a service would start it. */
export function programFile(): string {
  return resolve(process.argv[1] ?? 'borgcube');
}
