import { fromArchivePath } from '@borgcube/domain/archive/archive-path';
import { pythonRegexOf } from './python-text.ts';

/** Linux takes no argument beyond 128 KiB; what is written here is ASCII. */
const PATTERN_MAX = 120_000;

/**
 * Borg's patterns for these entries (archive paths) and, with `below`, for all that lies under them; none where '' is
 * among them, which is the whole archive. As few as can be: Borg tries each pattern on each entry.
 */
export function pathPattern(paths: readonly string[], { below }: { readonly below: boolean }): string[] {
  if (paths.includes('')) return [];
  const stored = paths.map((path) => {
    const text = fromArchivePath(path);
    if (text === null) throw new RangeError(`${path} is no archive path.`);
    return pythonRegexOf(text);
  });
  return inParts(stored).map((part) => `re:^(?:${part.join('|')})${below ? '(?:/|\\Z)' : '\\Z'}`);
}

/** At least one: no pattern at all would stand for the whole archive. */
function inParts(expressions: readonly string[]): string[][] {
  let part: string[] = [];
  let length = 0;
  const parts = [part];
  for (const expression of expressions) {
    length += expression.length + 1;
    if (length > PATTERN_MAX && part.length > 0) {
      part = [];
      parts.push(part);
      length = expression.length;
    }
    part.push(expression);
  }
  return parts;
}
