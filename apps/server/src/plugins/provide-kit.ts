import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CLONE_ROOT } from './find-plugin.ts';
import type { KitPlaces } from './resolve-kit.ts';

let isProvided = false;

/** Lets modules that are imported from now on find `@borgcube/plugin-kit` and `zod`, though nothing is installed beside them. */
export function provideKit(): void {
  const resolver = new URL('./resolve-kit.js', import.meta.url);
  // Unbundled, as in a test of its own, there is nothing built to provide.
  if (isProvided || !existsSync(resolver)) return;
  isProvided = true;
  const kit = new URL('./plugin-kit.js', import.meta.url).href;
  register<KitPlaces>(resolver, {
    data: { kit, clone: pathToFileURL(join(CLONE_ROOT, 'package.json')).href },
  });
}
