import { expect, test } from 'vitest';
import { safeNext } from './sign-in.ts';

test('after signing in one stays in this console', () => {
  expect(safeNext('/jobs/48213')).toBe('/jobs/48213');
  expect(safeNext('//evil.example')).toBe('/');
  expect(safeNext('/\\evil.example')).toBe('/');
  expect(safeNext('https://evil.example')).toBe('/');
  expect(safeNext(undefined)).toBe('/');
});
