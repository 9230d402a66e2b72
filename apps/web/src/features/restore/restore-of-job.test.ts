import { expect, it } from 'vitest';
import { restoreOf } from './restore-of-job.ts';

const config = {
  archiveId: 'a1',
  paths: ['etc', 'srv/www'],
  target: { clientId: 'c', path: '/srv/back' },
  conflict: 'refuse',
  owner: 'user',
  user: 'www-data',
  channel: null,
};

it('takes up what a restore was told', () => {
  const again = restoreOf({ kind: 'restore', config });
  expect(again).toMatchObject({ archiveId: 'a1', paths: ['etc', 'srv/www'] });
  expect(again?.search('c')).toEqual({
    path: '/srv/back',
    conflict: 'refuse',
    owner: 'user',
    user: 'www-data',
  });
  expect(again?.search('other')).toMatchObject({ to: 'c' });
});

it('knows this server and the original place', () => {
  const again = restoreOf({ kind: 'restore', config: { ...config, target: { clientId: null, path: '/' } } });
  expect(again?.search('c')).toMatchObject({ to: 'server', place: 'original' });
});

it('takes nothing up from another kind, or from a config that it does not know', () => {
  expect(restoreOf({ kind: 'backup', config })).toBeNull();
  expect(restoreOf({ kind: 'restore', config: null })).toBeNull();
});
