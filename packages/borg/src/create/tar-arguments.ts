import { readPullOptions } from '@borgcube/domain/backup-config/pull-options';
import type { TarExclude } from '@borgcube/domain/backup-config/tar-exclude';
import type { CreateSpec } from './create-arguments.ts';

/** The programs called `tar` that a client may have. */
export type TarKind = 'gnu' | 'busybox' | 'other';

/** What tar is to do on a client, for each of its kinds. */
export interface TarArguments {
  readonly gnu: readonly string[];
  /** Knows no excludes that begin at `/`, no file systems, no sparse files. */
  readonly busybox: readonly string[];
  /** Options that BusyBox' tar does not have. */
  readonly gnuOnly: readonly string[];
  /** What each path of the config is called, from the root down. */
  readonly paths: readonly string[];
}

/**
 * Numeric owners, for the names are the client's own; posix, for times below the second and names of any length.
 * No `--xattrs` and `--acls`: `borg import-tar` drops them.
 */
const GNU = ['--create', '--file=-', '--directory=/', '--numeric-owner', '--sparse', '--format=posix'];

export function tarArguments(spec: CreateSpec): TarArguments {
  const { excludes, tar } = readPullOptions(spec);
  const names = spec.paths.map(relativePath);
  const hasRoot = names.includes('');
  return {
    gnu: [
      ...GNU,
      ...(hasRoot ? [WITHOUT_DOT] : []),
      ...(spec.oneFileSystem ? ['--one-file-system'] : []),
      ...tar,
      ...(hasRoot ? excludes.map(belowDot) : excludes).flat(),
    ],
    busybox: ['-c', '-f', '-', '-C', '/'],
    gnuOnly: [
      ...spec.excludes,
      ...(tar.length > 0 || excludes.length > spec.excludes.length ? [spec.extraOptions] : []),
    ],
    paths: hasRoot ? names.map((name) => (name === '' ? '.' : `./${name}`)) : names,
  };
}

/** Without the leading slash; '' is the root itself. */
function relativePath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** Below `.` each name begins with `./`, which Borg would keep; targets of symbolic links stay as they are (S). */
const WITHOUT_DOT = '--transform=s,^\\./\\(.\\),\\1,S';

function belowDot(words: TarExclude): TarExclude {
  if (!words.includes('--anchored')) return words;
  return words.map((word) => word.replace(/^--exclude=/, '--exclude=./'));
}
