import { describe, expect, it } from 'vitest';
import { judgePaths } from './judge-paths.ts';

describe('judgePaths', () => {
  it('goes on without the paths that are missing, and says so', () => {
    expect(judgePaths(['/a', '/b'], ['plain', 'missing'], [])).toEqual({
      cause: null,
      present: ['/a'],
      mountPoints: [],
      warnings: ['The path /b is missing.'],
    });
  });

  it('fails when all are missing', () => {
    expect(judgePaths(['/a', '/b'], ['missing', 'missing'], []).cause).toMatchObject({
      kind: 'client-path-missing',
      paths: ['/a', '/b'],
    });
  });

  it.each(['plain', 'missing'] as const)(
    'fails when a mount point of the last good run is %s now',
    (state) => {
      const { cause } = judgePaths(['/a', '/mnt'], ['plain', state], ['/mnt', '/gone from the config']);
      expect(cause).toMatchObject({ kind: 'client-path-missing', paths: ['/mnt'] });
    },
  );

  it('remembers what is a mount point', () => {
    expect(judgePaths(['/a', '/mnt'], ['plain', 'mount-point'], ['/mnt'])).toMatchObject({
      cause: null,
      mountPoints: ['/mnt'],
    });
  });
});
