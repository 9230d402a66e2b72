const PLAIN = /^[A-Za-z0-9_./:@=,+-]+$/;

/**
 * One word for a POSIX shell, whatever it holds; the only quoting that reaches a remote shell.
 * Throws on NUL, which no argument of a program can carry.
 */
export function quoteShell(argument: string): string {
  if (argument.includes('\0')) throw new RangeError('An argument cannot hold NUL.');
  if (PLAIN.test(argument) && !argument.startsWith('=')) return argument;
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}

/** A whole command line for a POSIX shell. */
export function quoteCommand(words: readonly string[]): string {
  return words.map(quoteShell).join(' ');
}
