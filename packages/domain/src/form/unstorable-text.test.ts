import { describe, expect, it } from 'vitest';
import { unstorableTexts } from './unstorable-text.ts';

const BAD = [expect.stringContaining('NUL')];

describe('unstorableTexts', () => {
  it.each([undefined, null, 5, '', 'plain \u{1f480} ü\n', { a: ['b', { c: true }] }])(
    'lets %j pass',
    (input) => {
      expect(unstorableTexts(input)).toBeNull();
    },
  );

  it('names each text that cannot be kept by its path', () => {
    const input = { id: 'a\0b', name: 'fine', paths: ['/a', '/\ud800'], connection: { remote: '\udc00' } };
    expect(unstorableTexts(input)).toEqual({ id: BAD, 'paths.1': BAD, 'connection.remote': BAD });
    expect(unstorableTexts('\0')).toEqual({ '': BAD });
  });

  it('is not brought down by depth', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`);
    expect(Object.keys(unstorableTexts(deep) ?? {})).toHaveLength(1);
  });
});
