import { expect, test } from 'vitest';
import { freezeOrder } from './frozen-order.ts';

const keyOf = (row: { id: string }) => row.id;
const row = (id: string, size = 0) => ({ id, size });

test('known rows change in place', () => {
  expect(freezeOrder([row('a'), row('b')], [row('a', 5), row('b')], keyOf)).toEqual({
    rows: [row('a', 5), row('b')],
    changes: 0,
  });
});

test('rows that came and went are counted, not shown', () => {
  const { rows, changes } = freezeOrder([row('a'), row('b')], [row('c'), row('b')], keyOf);
  expect(rows).toEqual([row('a'), row('b')]);
  expect(changes).toBe(2);
});

test('another order alone is one change', () => {
  expect(freezeOrder([row('a'), row('b')], [row('b'), row('a')], keyOf).changes).toBe(1);
});
