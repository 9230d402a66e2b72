import { expect, it } from 'vitest';
import { formatsFor, selectionUrl } from './download-url.ts';

it('every path survives the way into the address of a selection and back', () => {
  const paths = ['a b', 'x/ä&=?#%', 'caf\\xe9', '-rf', 'a+b', ''];
  const url = new URL(selectionUrl('ar1', paths, 'tar.zst') ?? '', 'http://localhost');
  expect(url.searchParams.getAll('path')).toEqual(paths);
  expect(url.searchParams.get('format')).toBe('tar.zst');
});

it('knows when there are too many paths for one address', () => {
  const paths = Array.from({ length: 400 }, (_, index) => `srv/www/some/folder/file-${index}`);
  expect(selectionUrl('ar1', paths.slice(0, 100), 'zip')).not.toBeNull();
  expect(selectionUrl('ar1', paths, 'zip')).toBeNull();
});

it('gives the bytes alone of one file, and of nothing else', () => {
  expect(formatsFor([{ type: 'file' }])[0]).toBe('raw');
  expect(formatsFor([{ type: 'directory' }])).not.toContain('raw');
  expect(formatsFor([{ type: 'file' }, { type: 'file' }])).not.toContain('raw');
});
