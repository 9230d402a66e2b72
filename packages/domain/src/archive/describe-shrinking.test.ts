import { expect, it } from 'vitest';
import { describeShrinking } from './describe-shrinking.ts';

const archive = (nfiles: number, originalSize: number) => ({ nfiles, originalSize });
const five = [10, 20, 30, 40, 50].map((nfiles) => archive(nfiles, nfiles * 1000));

it.each([
  { name: 'half the median of the files is not less than half', made: archive(15, 30_000), is: null },
  { name: 'fewer files', made: archive(14, 30_000), is: 'shrunk: 14 files, usually 30' },
  { name: 'fewer bytes', made: archive(30, 14_999), is: 'shrunk: 14999 bytes, usually 30000' },
  { name: 'more of both', made: archive(300, 900_000), is: null },
])('$name', ({ made, is }) => {
  expect(describeShrinking(made, five)).toBe(is);
});

it('calls nothing shrunk that has nothing to be compared with', () => {
  expect(describeShrinking(archive(0, 0), [])).toBeNull();
  expect(describeShrinking(archive(0, 0), [{ nfiles: null, originalSize: null }])).toBeNull();
});
