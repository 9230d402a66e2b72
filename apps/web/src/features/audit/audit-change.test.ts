import { expect, test } from 'vitest';
import { changeLines, recordPath } from './audit-change.ts';

test('changes read as before and after', () => {
  expect(
    changeLines({
      description: { before: '', after: 'PostgreSQL' },
      paths: { before: ['/etc'], after: ['/etc', '/srv'] },
      port: { before: null, after: 2222 },
    }),
  ).toEqual([
    { field: 'description', before: 'empty', after: 'PostgreSQL' },
    { field: 'paths', before: '["/etc"]', after: '["/etc","/srv"]' },
    { field: 'port', before: null, after: '2222' },
  ]);
  expect(changeLines(null)).toEqual([]);
});

test('records link to their pages, others do not', () => {
  expect(recordPath('client', 'c1')).toBe('/clients/c1');
  expect(recordPath('archive', 'a1')).toBe('/archives/a1/browse/');
  expect(recordPath('user', 'u1')).toBeNull();
  expect(recordPath(null, null)).toBeNull();
});
