import { describe, expect, it } from 'vitest';
import { translateExclude } from './tar-exclude.ts';

describe('an exclude in the words of tar', () => {
  it.each([
    ['*.o', ['--anchored', '--wildcards', '--wildcards-match-slash', '--exclude=*.o']],
    [
      'fm:/home/*/cache/',
      ['--anchored', '--wildcards', '--wildcards-match-slash', '--exclude=home/*/cache/*'],
    ],
    [
      'sh:home/*/.cache',
      ['--anchored', '--wildcards', '--no-wildcards-match-slash', '--exclude=home/*/.cache'],
    ],
    [
      'sh:**/node_modules',
      ['--no-anchored', '--wildcards', '--no-wildcards-match-slash', '--exclude=node_modules'],
    ],
    ['sh:/srv/x/**', ['--anchored', '--wildcards', '--no-wildcards-match-slash', '--exclude=srv/x']],
    ['sh:**/[!a-c]x/', ['--no-anchored', '--wildcards', '--no-wildcards-match-slash', '--exclude=[!a-c]x/*']],
    ['pp:/var/./cache//', ['--anchored', '--no-wildcards', '--exclude=var/cache']],
    ['pf:/etc/shadow', ['--anchored', '--no-wildcards', '--exclude=etc/shadow']],
    ['pp:/a*b', ['--anchored', '--no-wildcards', '--exclude=a*b']],
    ['a\\b', ['--anchored', '--wildcards', '--wildcards-match-slash', '--exclude=a\\\\b']],
  ])('%j is %j', (pattern, words) => {
    expect(translateExclude(pattern)).toEqual({ exclude: words, error: null });
  });

  it.each([
    're:^home/',
    'sh:home/**/x',
    'sh:a**',
    'sh:{a,b}',
    '[[:alpha:]]',
    '[a',
    'pp:/a/../b',
    'zz:x',
    '/',
    'sh:**/',
  ])('%j is refused by name', (pattern) => {
    const { error } = translateExclude(pattern);
    expect(error).toMatch(pattern.startsWith('re:') || pattern.startsWith('zz:') ? /“(re|zz):”/ : /“/);
  });
});
