import { expect, it } from 'vitest';
import { z } from 'zod';
import { isVisible, onlyWhere } from './visible-when.ts';

it('shows a field while those beside it have one of the values', () => {
  const visibleWhen = { scope: ['canary', 'sample'], kind: ['a'] };
  expect(isVisible(visibleWhen, { scope: 'sample', kind: 'a' })).toBe(true);
  expect(isVisible(visibleWhen, { scope: 'sample', kind: 'b' })).toBe(false);
  expect(isVisible(visibleWhen, { kind: 'a' })).toBe(false);
  expect(isVisible(undefined, {})).toBe(true);
});

it('says where a value is welcome, in the words of the form', () => {
  const scope = z.enum(['canary', 'sample', 'x']).meta({ title: 'What', labels: { canary: 'Named paths' } });
  expect(onlyWhere({ scope }, { scope: ['canary', 'x'] })).toBe('Only where “What” is “Named paths” or “x”.');
});
