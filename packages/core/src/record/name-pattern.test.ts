import { describe, expect, it } from 'vitest';
import { compileNamePattern } from './name-pattern.ts';

const matches = (pattern: string, name: string) => compileNamePattern(pattern, 'clientPattern')(name);

describe('a pattern of names', () => {
  it.each([
    ['web.*', 'web01', true],
    ['WEB.*', 'web01', true],
    ['web', 'web01', false],
    ['eb01', 'web01', false],
    ['web01|db01', 'db01', true],
    ['web01|db01', 'web01x', false],
    ['straße', 'STRASSE', false],
    ['größe', 'GRÖSSE', false],
    ['größe', 'GRÖßE', true],
    ['', '', true],
  ])('%j on %j: %s', (pattern, name, expected) => {
    expect(matches(pattern, name)).toBe(expected);
  });

  it.each(['(', 'a**', '(?=a)', '\\1', '[z-a]'])('refuses %j by its field', (pattern) => {
    const compile = () => compileNamePattern(pattern, 'clientPattern');
    expect(compile).toThrow(
      expect.objectContaining({ kind: 'invalid-fields', fieldErrors: { clientPattern: expect.anything() } }),
    );
  });

  it('needs no more than a moment for what never ends elsewhere', () => {
    const startedAt = performance.now();
    expect(matches('(a+)+$', `${'a'.repeat(5000)}b`)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
