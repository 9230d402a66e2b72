/** ssh `-o` keys that a person may set; all others are refused by name (they could undo the pinned host key or run programs). */
export const ALLOWED_SSH_OPTIONS = [
  'ProxyJump',
  'Ciphers',
  'MACs',
  'KexAlgorithms',
  'Compression',
  'ConnectTimeout',
  'IPQoS',
] as const;

export interface SshOptionsVerdict {
  readonly options: ReadonlyArray<{ readonly key: string; readonly value: string }>;
  readonly errors: readonly string[];
}

/** Splits `-o Key=value -o 'Key value'` to words without a shell; says which words are refused and why. */
export function parseSshOptions(text: string): SshOptionsVerdict {
  const words = text.trim() === '' ? [] : text.trim().split(/\s+/);
  const options: Array<{ key: string; value: string }> = [];
  const errors: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (!word.startsWith('-o')) {
      errors.push(`“${word}” is not allowed: only -o Key=value can be given here.`);
      continue;
    }
    const pair = word.length > 2 ? word.slice(2) : (words[++i] ?? '');
    const match = /^([A-Za-z]+)=(.+)$/.exec(pair);
    const known = ALLOWED_SSH_OPTIONS.find((key) => key.toLowerCase() === match?.[1]?.toLowerCase());
    if (!match) errors.push(`“${pair}” is not written as Key=value.`);
    else if (!known)
      errors.push(
        `The ssh option ${match[1]} is not allowed. Allowed are ${ALLOWED_SSH_OPTIONS.join(', ')}.`,
      );
    else if (/^-|[^\x21-\x7e]/.test(match[2] ?? '')) errors.push(`The value of ${known} is not allowed.`);
    else options.push({ key: known, value: match[2] ?? '' });
  }
  return { options, errors };
}
