/**
 * Borg replaces bytes that are no UTF-8 by `?` in all that it prints. With this setting Python writes its text escaped
 * (`\xe9`, `\u20ac`, `\udcff`, `\\`, `\n`) and nothing is lost; only ASCII is on the wire then, stderr included.
 */
export const ESCAPED_OUTPUT = { PYTHONIOENCODING: 'unicode_escape' } as const;

const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g;
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };

/** The text that Python escaped by `unicode_escape`. */
export function unescapePython(text: string): string {
  return text.replace(
    ESCAPE,
    (
      all,
      x: string | undefined,
      u: string | undefined,
      long: string | undefined,
      letter: string | undefined,
    ) => {
      const hex = x ?? u ?? long;
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return LETTERS[letter ?? ''] ?? all;
    },
  );
}

/** A Python regular expression, in plain ASCII, that matches exactly this text; lone surrogates stand for bytes that are no UTF-8. */
export function pythonRegexOf(text: string): string {
  return Array.from(text, (character) => {
    if (/[A-Za-z0-9_/]/.test(character)) return character;
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code, 4)}`;
  }).join('');
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

/** A UTF-8 sequence as Unicode defines it (no overlong form, no surrogate), or one byte that begins none; in Latin-1. */
const UTF8 =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

/** What Python makes of a path's bytes (PEP 383), given as Latin-1: bytes that are no UTF-8 become lone surrogates. */
export function storedOfBytes(bytes: string): string {
  return bytes.replace(UTF8, (found) =>
    found.length === 1
      ? String.fromCharCode(0xdc00 + found.charCodeAt(0))
      : Buffer.from(found, 'latin1').toString('utf8'),
  );
}

/** What is one line to us holds all that Borg said, if it was escaped: the line ends are too. */
export function decodeEscapedLine(line: string): string[] {
  return line.endsWith('\\n') ? unescapePython(line).split('\n') : [line];
}

/**
 * Cuts a stream into records of fields that each end in NUL and unescapes them.
 * A Borg frozen into one program ignores the setting above and writes real NULs; then there is nothing to unescape.
 */
export class FieldReader {
  #rest = '';
  #isEscaped: boolean | null = null;

  /** The records that are whole by now. */
  read(chunk: string, size: number): string[][] {
    this.#isEscaped ??= !chunk.includes('\0');
    const fields = this.#isEscaped ? splitEscaped(this.#rest + chunk) : (this.#rest + chunk).split('\0');
    const whole = fields.length - 1 - ((fields.length - 1) % size);
    this.#rest = fields.splice(whole).join(this.#isEscaped ? ESCAPED_NUL : '\0');
    const records: string[][] = [];
    for (let at = 0; at < whole; at += size) {
      const record = fields.slice(at, at + size);
      if (this.#isEscaped)
        for (let field = 0; field < size; field++) record[field] = unescapeField(record[field] ?? '');
      records.push(record);
    }
    return records;
  }
}

/** Most fields hold nothing that was escaped. */
const unescapeField = (field: string): string => (field.includes('\\') ? unescapePython(field) : field);

const ESCAPED_NUL = '\\x00';

/** At each escaped NUL, which is not one where an odd number of backslashes stands before it. */
function splitEscaped(text: string): string[] {
  const fields: string[] = [];
  let start = 0;
  for (let at = text.indexOf(ESCAPED_NUL); at >= 0; at = text.indexOf(ESCAPED_NUL, at + 1)) {
    let before = at;
    while (before > start && text[before - 1] === '\\') before--;
    if ((at - before) % 2 === 1) continue;
    fields.push(text.slice(start, at));
    start = at + ESCAPED_NUL.length;
  }
  fields.push(text.slice(start));
  return fields;
}
