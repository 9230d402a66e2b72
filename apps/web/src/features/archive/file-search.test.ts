import { expect, test } from 'vitest';
import { fileNeedle, lookedWords, markNeedle, needleWords } from './file-search.ts';

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

test('the needle is marked where it stands last, whatever its case', () => {
  expect(markNeedle('etc/nginx/NGINX.conf', 'nginx', 60)).toEqual({
    before: 'etc/nginx/',
    hit: 'NGINX',
    after: '.conf',
  });
  expect(markNeedle('srv/www/logs', '/www/', 60)).toEqual({ before: 'srv/', hit: 'www', after: '/logs' });
});

test('what was cut away is not marked', () => {
  const marked = markNeedle(`${'folder/'.repeat(20)}name`, 'folder/folder/folder/folder/folder/f', 30);
  expect(marked.hit).toBe('');
  expect(marked.before).toHaveLength(30);
});
