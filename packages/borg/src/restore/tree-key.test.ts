import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareKeys, treeKey } from './tree-key.ts';

it('puts a folder right before all that lies below it', () => {
  const paths = ['a', 'a b', 'a-b', 'a/x', 'a\n', 'ab', 'a/x/y', 'a/x y', 'A', '\u{1f480}', '\uffee', 'é'];
  const sorted = paths.map(treeKey).sort(compareKeys);
  const after = sorted.indexOf(treeKey('a'));
  expect(sorted.slice(after + 1, after + 4)).toEqual(['a/x', 'a/x/y', 'a/x y'].map(treeKey));
  expect(sorted.slice(-2)).toEqual(['\uffee', '\u{1f480}']);
});

it('leaves nothing in it that ends a line or a field', () => {
  expect(treeKey('a\tb\nc\0\u0001')).toBe('a\\x09b\\x0ac\\x00\\x01');
});

it('has the order of the bytes', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '/', '\ud83d\udc80', '\uffee', '\u07ff', ' ', '\\') });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const order = Buffer.compare(Buffer.from(treeKey(a)), Buffer.from(treeKey(b)));
      expect(Math.sign(compareKeys(treeKey(a), treeKey(b)))).toBe(order);
    }),
  );
});
