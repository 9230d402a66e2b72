/** Words of a command, each option on a line of its own with what belongs to it, the rest below. */
export function commandText(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words.map(quoteWord)) {
    const last = lines.at(-1);
    if (last === undefined || word === 'create') lines.push(word);
    else if (word.startsWith('-')) lines.push(`  ${word}`);
    else if (lines.length === 1 || takesValue(last)) lines.push(`${lines.pop()} ${word}`);
    else lines.push(`  ${word}`);
  }
  return lines.join('\n');
}

/** An option that stands alone and is known to want a value. */
function takesValue(line: string): boolean {
  return /^ {2}--(filter|compression|checkpoint-interval|exclude|exclude-from|files-cache|comment|timestamp|lock-wait|remote-path|rsh|upload-ratelimit|pattern|umask)$/.test(
    line,
  );
}

/** For reading and for copying into a shell. */
function quoteWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
