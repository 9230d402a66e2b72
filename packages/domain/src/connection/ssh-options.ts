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

/** One machine on the way, as ssh's ProxyJump has it. */
export interface SshJump {
  readonly destination: string;
  readonly port: number | null;
}

/** The machines on the way, the nearest first; null where the text is no such list. */
export function parseJumps(text: string): SshJump[] | null {
  const jumps: SshJump[] = [];
  for (const hop of text.split(',')) {
    const [, user = '', host, port] =
      /^(?:ssh:\/\/)?([A-Za-z0-9_][A-Za-z0-9._-]*@)?([A-Za-z0-9][A-Za-z0-9._-]*|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?$/.exec(
        hop,
      ) ?? [];
    if (!host) return null;
    jumps.push({ destination: `${user}${host.replace(/^\[|\]$/g, '')}`, port: port ? Number(port) : null });
  }
  return jumps;
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
    else if (known === 'ProxyJump' && parseJumps(match[2] ?? '') === null)
      errors.push(`“${match[2]}” is no list of [user@]host[:port], parted by commas.`);
    else if (/^-|[^\x21-\x7e]/.test(match[2] ?? '')) errors.push(`The value of ${known} is not allowed.`);
    else options.push({ key: known, value: match[2] ?? '' });
  }
  return { options, errors };
}
