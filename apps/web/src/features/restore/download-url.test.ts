import { expect, it } from 'vitest';
import { formatsFor, selectionDownload } from './download-url.ts';

it('every path survives the way into the address of a selection and back', () => {
  const paths = ['a b', 'x/ä&=?#%', 'caf\\xe9', '-rf', 'a+b', ''];
  const url = new URL(String(selectionDownload('ar1', paths, 'tar.zst')), 'http://localhost');
  expect(url.searchParams.getAll('path')).toEqual(paths);
  expect(url.searchParams.get('format')).toBe('tar.zst');
});

it('what is too long for an address goes by a form, up to what the server takes', () => {
  const paths = Array.from({ length: 1001 }, (_, index) => `srv/www/some/folder/line one\nfile-${index}`);
  expect(selectionDownload('ar1', paths.slice(0, 100), 'zip')).toEqual(expect.any(String));
  expect(selectionDownload('ar1', paths.slice(0, 1000), 'zip')).toEqual({
    action: '/archives/ar1/download',
    asked: JSON.stringify({ path: paths.slice(0, 1000), format: 'zip' }),
  });
  expect(selectionDownload('ar1', paths, 'zip')).toBeNull();
  expect(selectionDownload('ar1', Array(400).fill('x'.repeat(1000)), 'zip')).toBeNull();
});

it('gives the bytes alone of one file, and of nothing else', () => {
  expect(formatsFor([{ type: 'file' }])[0]).toBe('raw');
  expect(formatsFor([{ type: 'directory' }])).not.toContain('raw');
  expect(formatsFor([{ type: 'file' }, { type: 'file' }])).not.toContain('raw');
});
