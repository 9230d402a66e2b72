import { expect, test } from 'vitest';
import { moveLine, pasteLines, slashSuggestion } from './list-lines.ts';

test('a line moves by one and stops at the ends', () => {
  expect(moveLine(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c']);
  expect(moveLine(['a', 'b', 'c'], 1, 1)).toEqual(['a', 'c', 'b']);
  expect(moveLine(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  expect(moveLine(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
});

test('many pasted lines become many lines', () => {
  expect(pasteLines(['/etc', ''], 1, '/home\r\n/root\n')).toEqual(['/etc', '/home', '/root']);
});

test('a missing slash is offered only where the example has one', () => {
  expect(slashSuggestion('srv/dumps', '/etc')).toBe('/srv/dumps');
  expect(slashSuggestion('/srv', '/etc')).toBeNull();
  expect(slashSuggestion('*.tmp', 'sh:**/node_modules')).toBeNull();
});
