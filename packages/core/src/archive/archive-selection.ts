import { invalidFields } from '@borgcube/domain/error/domain-error';
import { requireArchivePath } from './archive-place.ts';

/** The paths of a form's field as Borg stores them. */
export function requireArchivePaths(paths: readonly string[], field: string): string[] {
  return paths.map((path, index) => requireArchivePath(path, `${field}.${index}`));
}

/** Throws `invalid-fields` for the paths of a form's field that the archive does not hold. */
export function refuseMissing(
  paths: readonly string[],
  field: string,
  isThere: (path: string, index: number) => boolean,
): void {
  const missing = paths.flatMap((path, index) =>
    isThere(path, index) ? [] : [[`${field}.${index}`, [`There is no ${path} in this archive.`]]],
  );
  if (missing.length > 0) throw invalidFields(Object.fromEntries(missing));
}

/** Each once, and none that lies below another one of them. */
export function outermostPaths(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => !foldersAbove(path).some((folder) => all.has(folder)));
}

/** `a/b/c` lies in `a/b`, `a` and ''. */
function foldersAbove(path: string): string[] {
  if (path === '') return [];
  const parts = path.split('/');
  return parts.map((_, count) => parts.slice(0, count).join('/'));
}
