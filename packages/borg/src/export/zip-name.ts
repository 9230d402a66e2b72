import { fromArchivePath } from '@borgcube/domain/archive/archive-path';

/**
 * An archive path as an entry of a zip, from which no program can be talked out of its folder: relative, without `.` and
 * `..`, drive letters, backslashes and control characters. What a name cannot keep is written `%NN`, byte by byte; so is
 * a `%` that would read like that, and so two paths never get one name. '' where nothing is left.
 */
export function zipName(path: string): string {
  const stored = fromArchivePath(path) ?? '';
  const parts = stored.split('/').filter((part) => part !== '');
  return parts.map((part, index) => safePart(part, index === 0)).join('/');
}

function safePart(part: string, isFirst: boolean): string {
  if (part === '.' || part === '..') return part.replaceAll('.', '%2E');
  const safe = part.replace(/%(?=[0-9A-F]{2})|[\\\p{Cc}\p{Cs}]/gu, escapeCharacter);
  return isFirst ? safe.replace(/^([A-Za-z]):/, '$1%3A') : safe;
}

/** A lone surrogate stands for one byte that is no UTF-8. */
function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0);
  const bytes = code >= 0xdc80 && code <= 0xdcff ? [code & 0xff] : Buffer.from(character, 'utf8');
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}
