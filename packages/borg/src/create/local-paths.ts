import { lstat, readFile, realpath } from 'node:fs/promises';
import type { PathState } from './judge-paths.ts';

/** What each path of this server is now. */
export async function localPathStates(paths: readonly string[]): Promise<PathState[]> {
  const mounted = mountPointsOf(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
  return Promise.all(
    paths.map(async (path) => {
      if (!(await lstat(path).catch(() => null))) return 'missing';
      return mounted.has(await realpath(path).catch(() => path)) ? 'mount-point' : 'plain';
    }),
  );
}

/** Fifth field of each line; space, tab, line end and backslash stand there as octal (`proc(5)`). */
export function mountPointsOf(mountinfo: string): Set<string> {
  const fields = mountinfo.split('\n').map((line) => line.split(' ')[4] ?? '');
  return new Set(
    fields.map((field) =>
      field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8))),
    ),
  );
}
