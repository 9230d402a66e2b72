import { expect, it } from 'vitest';
import { outermostPaths, refuseMissing, requireArchivePaths } from './archive-selection.ts';

it.each([
  [
    ['a', 'a/b', 'ab', 'a/b/c', 'c/d', 'c/d'],
    ['a', 'ab', 'c/d'],
  ],
  [['a', ''], ['']],
  [
    ['a/b', 'a/c'],
    ['a/b', 'a/c'],
  ],
])('of %j the outermost are %j', (paths, outermost) => {
  expect(outermostPaths(paths)).toEqual(outermost);
});

it('what is no path, and what is not there, is told at its place', () => {
  expect(requireArchivePaths(['/srv/', ''], 'paths')).toEqual(['srv', '']);
  expect(() => requireArchivePaths(['a', '\\n'], 'paths')).toThrow(
    expect.objectContaining({ fieldErrors: { 'paths.1': [expect.stringContaining('backslash')] } }),
  );
  expect(() => refuseMissing(['a', 'b'], 'path', (path) => path === 'a')).toThrow(
    expect.objectContaining({ fieldErrors: { 'path.1': ['There is no b in this archive.'] } }),
  );
});
