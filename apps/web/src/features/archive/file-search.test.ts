import { expect, test } from 'vitest';
import { fileNeedle, lookedWords, needleMark, needleWords } from './file-search.ts';

test('a search that goes on says how far it is, and says nothing found too early of nothing', () => {
  expect(lookedWords(0.319, 0)).toBe('31\u202f% of the names were looked at, nothing so far.');
  expect(lookedWords(0.001, 3)).toBe('under 1\u202f% of the names were looked at.');
});

test('slashes alone look for nothing', () => {
  expect(fileNeedle(' // ')).toBeNull();
  expect(fileNeedle(' nginx ')).toBe('nginx');
});

test('a short needle says what it searches, by its bytes and its last step', () => {
  expect(needleWords('conf')).toBeNull();
  expect(needleWords('ß€')).toBeNull();
  expect(needleWords('ab')).toContain('“ab” is short');
  expect(needleWords('www/a/')).toContain('“a” is short');
});

test('the needle is marked where it stands last, as the catalog compares it', () => {
  const marked = (path: string, needle: string) => {
    const mark = needleMark(path, needle);
    return mark && path.slice(mark.from, mark.to);
  };

  expect(needleMark('etc/nginx/NGINX.conf', 'nginx')).toEqual({ from: 10, to: 15 });
  expect(marked('srv/www/logs', '/www/')).toBe('www');
  expect(marked('srv/www/logs', '/')).toBeNull();
  expect(marked('srv/www/logs', 'srv/other')).toBeNull();
});
