/**
 * An archive path as the beginning of a line that `sort` puts into the order of a tree: a folder comes right before all
 * that lies below it. The slash becomes the least of all bytes, and no control character is left in it.
 */
export function treeKey(path: string): string {
  return path.replace(CONTROL, (character) =>
    character === '/' ? '\u0001' : `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

/** The order of two keys, as `sort` has it in the locale C. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0;
  // JavaScript compares in UTF-16, where what lies beyond the first plane comes too early.
  if (LATE.test(a) || LATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}

const LATE = /[\ud800-\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stand in a line
const CONTROL = /[\u0000-\u001f/]/g;
