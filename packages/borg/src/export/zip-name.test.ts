import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipName } from './zip-name.ts';

describe('a path in a zip', () => {
  it.each([
    ['srv/www/größe 漢字 🧊.txt', 'srv/www/größe 漢字 🧊.txt'],
    ['na\\xffme', 'na%FFme'],
    ['back\\\\slash', 'back%5Cslash'],
    ['line\none\x7f', 'line%0Aone%7F'],
    ['next\u0085line', 'next%C2%85line'],
    ['100%', '100%'],
    ['a%41', 'a%2541'],
    ['a%4g', 'a%4g'],
    ['../../etc/./passwd', '%2E%2E/%2E%2E/etc/%2E/passwd'],
    ['...', '...'],
    ['/etc//passwd/', 'etc/passwd'],
    ['C:/boot.ini', 'C%3A/boot.ini'],
    ['d:x', 'd%3Ax'],
    ['logs/12:30:00', 'logs/12:30:00'],
    ['/', ''],
  ])('%j is called %j', (path, name) => {
    expect(zipName(path)).toBe(name);
  });

  it('is never absolute, never climbs, and no two paths share one', () => {
    const piece = fc.constantFrom(
      'a',
      '%',
      '4',
      '1',
      'F',
      ':',
      '.',
      '..',
      '\\\\',
      '\\xff',
      '\\xc3',
      '/',
      '\n',
      'ÿ',
      'C',
    );
    const path = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(path, path, (one, other) => {
        const name = zipName(one);
        expect(name).not.toMatch(/^\/|^[A-Za-z]:|(^|\/)\.{1,2}(\/|$)|[\\\p{Cc}]/u);
        if (name === zipName(other)) expect(plain(one)).toBe(plain(other));
      }),
      { numRuns: 20_000 },
    );
  });
});

const plain = (path: string) => path.split('/').filter(Boolean).join('/');
