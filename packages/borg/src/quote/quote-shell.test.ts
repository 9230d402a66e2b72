import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quoteCommand, quoteShell } from './quote-shell.ts';

/** What `sh` makes of a command line: its arguments, each ended by NUL, as bytes. */
function argumentsSeenBySh(commandLine: string): Buffer {
  return spawnSync('sh', ['-c', `printf '%s\\0' ${commandLine}`], { env: { LC_ALL: 'C' } }).stdout;
}

const nasty = fc.constantFrom(
  "'",
  '"',
  '\n',
  '\r',
  '\\',
  '$',
  '`',
  ' ',
  '-',
  '~',
  '*',
  '!',
  '=',
  'é',
  '\u{1f600}',
  '#',
  ';',
);
const word = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary' })), { maxLength: 12 })
  .map((parts) => parts.join('').replaceAll('\0', ''));

describe('quoteShell', () => {
  it('hands any list of words through a real sh unchanged', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 5 }), (words) => {
        expect(argumentsSeenBySh(quoteCommand(words))).toEqual(Buffer.from(`${words.join('\0')}\0`));
      }),
      { numRuns: 150 },
    );
  });

  it('survives being quoted twice, as a script inside a remote command is', () => {
    fc.assert(
      fc.property(word, (text) => {
        const inner = `printf '%s' ${quoteShell(text)}`;
        expect(spawnSync('sh', ['-c', `sh -c ${quoteShell(inner)}`]).stdout).toEqual(Buffer.from(text));
      }),
      { numRuns: 60 },
    );
  });

  it.each(['', '-rf', '--', "it's", 'a\nb', '=cmd', '~root', '$HOME'])('keeps %j one word', (text) => {
    expect(argumentsSeenBySh(quoteShell(text))).toEqual(Buffer.from(`${text}\0`));
  });

  it('refuses NUL', () => {
    expect(() => quoteShell('a\0b')).toThrow(RangeError);
  });
});
