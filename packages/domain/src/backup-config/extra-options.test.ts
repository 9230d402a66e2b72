import { describe, expect, it } from 'vitest';
import { parseExtraOptions } from './extra-options.ts';

describe('extra options', () => {
  it.each([
    ['', []],
    ['  --noatime   --exclude-caches ', ['--noatime', '--exclude-caches']],
    ['-e \'*.tmp\' --exclude "a b"', ['--exclude=*.tmp', '--exclude=a b']],
    ['--exclude=a\\ b', ['--exclude=a b']],
    ["--pattern '-sh:**/x'", ['--pattern=-sh:**/x']],
    ["--exclude ''", ['--exclude=']],
    ['--chunker-params=10,23,16,4095', ['--chunker-params=10,23,16,4095']],
  ])('%j are the words %j', (text, words) => {
    expect(parseExtraOptions(text)).toEqual({ words, errors: [] });
  });

  it.each([
    ['--rsh=evil', '--rsh'],
    ['--rs evil', '--rs'],
    ['--remote-path x', '--remote-path'],
    ['--content-from-command', '--content-from-command'],
    ['--paths-from-stdin', '--paths-from-stdin'],
    ['--json', '--json'],
    ['-n', '-n'],
    ['--dry-run', '--dry-run'],
    ['--comment x', '--comment'],
    ['--noatime=1', '--noatime'],
    ['--', '--'],
    ['/etc', '/etc'],
    ["--pattern 'R /etc'", '--pattern'],
    ['--exclude', '--exclude'],
    ["--exclude 'a", 'quote'],
  ])('%j is refused by name', (text, name) => {
    const { errors } = parseExtraOptions(text);
    expect(errors[0]).toContain(name);
  });
});
