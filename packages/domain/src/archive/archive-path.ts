/**
 * A path of an archive as people and scripts see it: valid UTF-8 as it is, each other byte `\xNN`, a backslash `\\`.
 * `stored` is what Python makes of the path's bytes (PEP 383): a byte that is no UTF-8 is the lone surrogate U+DC80…U+DCFF.
 */
export function toArchivePath(stored: string): string {
  return stored.replace(/[\\\udc80-\udcff]/gu, (character) =>
    character === '\\' ? '\\\\' : `\\x${(character.charCodeAt(0) & 0xff).toString(16)}`,
  );
}

/** Null where the text is no archive path: a lone backslash, a bad escape, a NUL or half of a surrogate pair. */
export function fromArchivePath(path: string): string | null {
  if (/\0|[\ud800-\udfff]/u.test(path) || !/^(?:[^\\]|\\\\|\\x[89a-f][0-9a-f])*$/.test(path)) return null;
  return path.replace(/\\(?:\\|x(..))/g, (_, byte: string | undefined) =>
    byte === undefined ? '\\' : String.fromCharCode(0xdc00 + Number.parseInt(byte, 16)),
  );
}

/**
 * A part of a path as a person types it: a backslash that begins nothing stands for itself, as in `dev-disk-by\x2dlabel`.
 * At the end of the text it may be the beginning of anything.
 */
export function toArchiveNeedle(typed: string): string {
  return typed.replace(/\\(?:\\|x[89a-fA-F][0-9a-fA-F]|x[89a-fA-F]?$|$)?/g, (found, at: number) =>
    found === '\\' && at + 1 < typed.length ? '\\\\' : found,
  );
}
