import { expect, test } from 'vitest';
import { commandText } from './command-text.ts';

test('each option stands on its own line with its value', () => {
  const words = [
    'borg',
    'create',
    '--json',
    '--filter',
    'AME',
    '--compression=lz4',
    '--exclude',
    '*.tmp',
    'vault::db01-1',
    '/etc',
    '/a b',
  ];
  expect(commandText(words)).toBe(
    [
      'borg',
      'create',
      '  --json',
      '  --filter AME',
      '  --compression=lz4',
      "  --exclude '*.tmp'",
      '  vault::db01-1',
      '  /etc',
      "  '/a b'",
    ].join('\n'),
  );
});
