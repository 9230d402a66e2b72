import { fromArchivePath } from '@borgcube/domain/archive/archive-path';
import { pythonRegexOf } from './python-text.ts';

/**
 * Borg's pattern for these entries (archive paths) and, with `below`, for all that lies under them; none where '' is
 * among them, which is the whole archive. One expression: Borg tries each pattern on each entry.
 */
export function pathPattern(paths: readonly string[], { below }: { readonly below: boolean }): string[] {
  if (paths.includes('')) return [];
  const stored = paths.map((path) => {
    const text = fromArchivePath(path);
    if (text === null) throw new RangeError(`${path} is no archive path.`);
    return pythonRegexOf(text);
  });
  return [`re:^(?:${stored.join('|')})${below ? '(?:/|\\Z)' : '\\Z'}`];
}
