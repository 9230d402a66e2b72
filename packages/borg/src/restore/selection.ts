import { fromArchivePath } from '@borgcube/domain/archive/archive-path';
import { pythonRegexOf } from '../repository/python-text.ts';

/** Longest pattern that is made: Linux takes no argument of more than 128 KiB, and a script on a client is one. */
const PATTERN_MAX = 20_000;

/** Sorted, each once, and none that lies below another: `''` is everything. */
export function distinctPaths(paths: readonly string[]): string[] {
  const wanted = new Set(paths);
  if (wanted.has('')) return [''];
  return [...wanted].filter((path) => foldersAbove(path).every((folder) => !wanted.has(folder))).sort();
}

/** `a/b/c` → `a`, `a/b`. */
export function foldersAbove(path: string): string[] {
  const folders: string[] = [];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) folders.push(path.slice(0, at));
  return folders;
}

export interface Selection {
  /** With all that lies below them. */
  readonly whole: readonly string[];
  /** These entries alone. */
  readonly single?: readonly string[];
  /** These as well, in which each `?` may be any byte that is no UTF-8. */
  readonly lossy?: readonly string[];
}

/**
 * The path arguments by which Borg takes exactly this selection, in plain ASCII; none: everything. One pattern holds many
 * paths: Borg tries each pattern on each entry.
 */
export function patternsOf({ whole, single = [], lossy = [] }: Selection): string[] {
  if (whole.includes('')) return [];
  const regexOf = (path: string) => pythonRegexOf(storedPath(path));
  const lossyRegexOf = (path: string) => regexOf(path).replaceAll('\\u003f', '[?\\udc80-\\udcff]');
  return [
    ...alternatives(whole.map(regexOf), '(?:/|\\Z)'),
    ...alternatives(single.map(regexOf), '\\Z'),
    ...alternatives(lossy.map(lossyRegexOf), '\\Z'),
  ];
}

function alternatives(expressions: readonly string[], end: string): string[] {
  const patterns: string[] = [];
  let parts: string[] = [];
  let length = 0;
  const close = () => {
    if (parts.length > 0) patterns.push(`re:^(?:${parts.join('|')})${end}`);
    parts = [];
    length = 0;
  };
  for (const part of expressions) {
    if (length + part.length > PATTERN_MAX) close();
    parts.push(part);
    length += part.length + 1;
  }
  close();
  return patterns;
}

/** An archive path as Borg stores it. Throws on what is none. */
export function storedPath(path: string): string {
  const stored = fromArchivePath(path);
  if (stored === null) throw new RangeError(`${path} is no archive path.`);
  return stored;
}
