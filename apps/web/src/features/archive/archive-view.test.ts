import { expect, test } from 'vitest';
import { downloadName, downloadUrl, parentPath, pathSteps, visibleName } from './archive-path.ts';

test('a path is walked folder by folder', () => {
  expect(pathSteps('')).toEqual([]);
  expect(pathSteps('var/lib/a b')).toEqual([
    { name: 'var', path: 'var' },
    { name: 'lib', path: 'var/lib' },
    { name: 'a b', path: 'var/lib/a b' },
  ]);
  expect(parentPath('var/lib')).toBe('var');
  expect(parentPath('var')).toBe('');
});

test('odd names stay one visible line and keep their escapes', () => {
  expect(visibleName('two\nlines')).toBe('two\\nlines');
  expect(visibleName('caf\\xe9')).toBe('caf\\xe9');
  expect(visibleName('a\u202eb')).toBe('a\ufffdb');
});

test('every path survives the way into an address and back', () => {
  for (const path of ['a b', 'x/ä&=?#%', 'two\nlines', 'caf\\xe9', '-rf', 'a+b']) {
    const url = new URL(downloadUrl('ar1', path), 'http://localhost');
    expect(url.searchParams.get('path')).toBe(path);
  }
  expect(downloadName('etc/two\nlines')).toBe('two_lines');
});
