import { findFaults } from '@borgcube/plugin-kit';
import { expect, it } from 'vitest';
import example from './example.ts';

it('is what a plugin has to be', () => {
  expect(findFaults(example)).toEqual([]);
});

it('still reads what version 1 kept', () => {
  const [greetings] = example.data ?? [];
  expect(greetings?.steps[0]?.evolve({ n: 7 })).toEqual({ count: 7, newestArchive: null });
});
