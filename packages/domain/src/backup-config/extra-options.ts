/** Options of `borg create` that change what is stored, not what BorgCube relies on. */
const FLAGS = [
  '--exclude-caches',
  '--keep-exclude-tags',
  '--exclude-nodump',
  '--numeric-ids',
  '--numeric-owner',
  '--noatime',
  '--atime',
  '--noctime',
  '--nobirthtime',
  '--nobsdflags',
  '--noflags',
  '--noacls',
  '--noxattrs',
  '--sparse',
  '--read-special',
];
const VALUED = [
  '-e',
  '--exclude',
  '--exclude-from',
  '--exclude-if-present',
  '--pattern',
  '--files-cache',
  '--chunker-params',
  '--upload-buffer',
];

export interface ExtraOptionsVerdict {
  readonly words: readonly string[];
  readonly errors: readonly string[];
}

/**
 * Splits the text to words as a shell would (quotes, backslashes, nothing else) and refuses by name what is not known to be harmless:
 * Borg takes any unambiguous beginning of an option for it, so a list of the dangerous ones could be walked around.
 */
export function parseExtraOptions(text: string): ExtraOptionsVerdict {
  const split = splitWords(text);
  if (split === null) return { words: [], errors: ['A quote is not closed.'] };
  const words: string[] = [];
  const errors: string[] = [];
  for (let at = 0; at < split.length; at++) {
    const word = split[at] ?? '';
    const [, name = word, joined] = /^(--[^=]+)=(.*)$/s.exec(word) ?? [];
    if (FLAGS.includes(name) && joined === undefined) words.push(word);
    else if (VALUED.includes(name)) {
      const value = joined ?? split[++at];
      if (value === undefined) errors.push(`${name} needs a value.`);
      else if (name === '--pattern' && !/^[-+!]/.test(value))
        errors.push('--pattern can only add + - or ! rules.');
      else words.push(`${name === '-e' ? '--exclude' : name}=${value}`);
    } else if (word.startsWith('-')) errors.push(`The option ${name} is not allowed here.`);
    else errors.push(`“${word}” is not an option. Paths have a field of their own.`);
  }
  return { words, errors };
}

/** Null where a quote stays open. */
function splitWords(text: string): string[] | null {
  const words: string[] = [];
  const part = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|[^\s'"\\]+/gsy;
  let word: string | null = null;
  for (let at = 0; at < text.length; at = part.lastIndex) {
    part.lastIndex = at;
    const match = part.exec(text);
    if (!match) return null;
    if (/^\s/.test(match[0])) {
      if (word !== null) words.push(word);
      word = null;
    } else
      word = (word ?? '') + (match[1] ?? match[2]?.replace(/\\(["\\$`])/g, '$1') ?? match[3] ?? match[0]);
  }
  return word === null ? words : [...words, word];
}
