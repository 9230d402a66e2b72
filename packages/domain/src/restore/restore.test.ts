import { describe, expect, it } from 'vitest';
import { fieldErrorsOf } from '../form/field-errors.ts';
import { RestoreInput, RestorePreviewInput } from './restore.ts';
import { traitsLost } from './restore-channel.ts';

const input = { id: 'a', paths: ['etc'], target: { clientId: null, path: '/srv/back' } };
const faultsOf = (change: Record<string, unknown>) => {
  const { error } = RestoreInput.safeParse({ ...input, ...change });
  return error ? Object.keys(fieldErrorsOf(error)) : [];
};

describe('what a way does not bring along', () => {
  it.each(['borg', 'scratch', 'tar'] as const)('%s: owners too, where who writes is not root', (channel) => {
    const rootOnly = ['owners', 'set-ids', 'devices', ...(channel === 'tar' ? [] : ['capabilities'])];
    expect(traitsLost(channel, { isRoot: false, isServerRoot: true })).toEqual([
      ...traitsLost(channel),
      ...rootOnly,
    ]);
    expect(traitsLost(channel)).not.toContain('owners');
  });

  it('scratch: what only root can unpack, where this server is not root', () => {
    const server = { isRoot: true, isServerRoot: false };
    expect(traitsLost('scratch', server)).toEqual([...traitsLost('scratch'), 'devices', 'capabilities']);
    expect(traitsLost('tar', server)).toEqual(traitsLost('tar'));
    expect(traitsLost('borg', server)).toEqual([]);
  });
});

describe('what a restore is told', () => {
  it('refuses to write over anything unless it is told to', () => {
    expect(RestoreInput.parse(input)).toMatchObject({
      conflict: 'refuse',
      owner: 'stored',
      channel: null,
      originalPlace: false,
    });
  });

  it.each(['', 'a b', "-x'\n", 'caf\\xe9', '...', 'a/..b'])('takes %j for a path', (path) => {
    expect(faultsOf({ paths: [path] })).toEqual([]);
  });

  it.each(['/etc', 'etc/', 'a//b', '.', '../x', 'a/../b', 'a/./b', '\\', 'a\0'])(
    'takes %j for no path of an archive',
    (path) => {
      expect(faultsOf({ paths: ['ok', path] })).toEqual(['paths.1']);
    },
  );

  it.each(['srv', '/srv/../etc', '/a\nb', '~/x', ''])('refuses the folder %j', (path) => {
    expect(faultsOf({ target: { clientId: null, path } })).toEqual(['target.path']);
  });

  it('writes a folder in one way', () => {
    const parsed = RestoreInput.parse({ ...input, target: { clientId: 'c', path: '//srv///back/' } });
    expect(parsed.target).toEqual({ clientId: 'c', path: '/srv/back' });
  });

  it('goes to the original place only where that is said', () => {
    const root = { target: { clientId: 'c', path: '/' } };
    expect(faultsOf(root)).toEqual(['originalPlace']);
    expect(faultsOf({ ...root, originalPlace: true })).toEqual([]);
    expect(faultsOf({ originalPlace: true })).toEqual(['target.path']);
    const preview = { id: 'a', paths: [''], ...root };
    expect(RestorePreviewInput.safeParse(preview).success).toBe(false);
    expect(RestorePreviewInput.safeParse({ ...preview, originalPlace: true }).success).toBe(true);
  });

  it('names a user where a user is to own all, and nowhere else', () => {
    expect(faultsOf({ owner: 'user' })).toEqual(['user']);
    expect(faultsOf({ user: 'web' })).toEqual(['user']);
    expect(faultsOf({ owner: 'user', user: 'web' })).toEqual([]);
    expect(faultsOf({ owner: 'user', user: '-R' })).toEqual(['user']);
  });
});
