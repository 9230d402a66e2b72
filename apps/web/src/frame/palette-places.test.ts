import { expect, test } from 'vitest';
import { PLACES } from './nav.ts';
import { ADMIN_ACTS, ADMIN_PLACES, OTHER_PLACES } from './palette-places.ts';

const sources = import.meta.glob<string>('../routes/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const routes = Object.values(sources).join('\n');

test('every place and act leads to a page that there is', () => {
  const items = [...ADMIN_ACTS, ...OTHER_PLACES, ...ADMIN_PLACES];
  const paths = [...items.map((item) => String(item.open())), ...PLACES.flat().map((place) => place.to)];
  expect(paths.filter((path) => !routes.includes(`path: '${path}'`))).toEqual([]);
});

test('no two places share a key', () => {
  const keys = PLACES.flat().map((place) => place.key);
  expect(new Set(keys).size).toBe(keys.length);
});
