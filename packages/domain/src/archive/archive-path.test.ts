import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromArchivePath, toArchiveNeedle, toArchivePath } from './archive-path.ts';

describe('an archive path', () => {
  it.each([
    ['a/b', 'a/b'],
    ['caf\udce9', 'caf\\xe9'],
    ['café', 'café'],
    ['\\xe9', '\\\\xe9'],
    ["\n '-", "\n '-"],
    ['\u{1f480}\udcf0\udc9f', '\u{1f480}\\xf0\\x9f'],
    ['', ''],
  ])('writes %j as %j and reads it back', (stored, path) => {
    expect(toArchivePath(stored)).toBe(path);
    expect(fromArchivePath(path)).toBe(stored);
  });

  it('keeps whatever Borg can hold', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer({ min: 0xdc80, max: 0xdcff }).map((code) => String.fromCharCode(code)),
    );
    const stored = fc.array(part).map((parts) => parts.join('').replaceAll('\0', ''));
    fc.assert(
      fc.property(stored, (text) => {
        expect(fromArchivePath(toArchivePath(text))).toBe(text);
      }),
    );
  });

  it.each(['a\\', '\\n', '\\xg0', '\\x8', '\\x41', '\\x00', 'a\0', '\ud800', '\udc80'])(
    'refuses %j',
    (path) => {
      expect(fromArchivePath(path)).toBeNull();
    },
  );
});

it.each([
  ['by\\x2dlabel', 'by\\\\x2dlabel'],
  ['back\\slash', 'back\\\\slash'],
  ['back\\\\slash', 'back\\\\slash'],
  ['latin-\\xe4\\xF6', 'latin-\\xe4\\xF6'],
  ['\\x\\', '\\\\x\\'],
  ['latin-\\xe', 'latin-\\xe'],
])('%s is looked for as %s', (typed, needle) => expect(toArchiveNeedle(typed)).toBe(needle));
