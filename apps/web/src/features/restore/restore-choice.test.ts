import { describe, expect, it } from 'vitest';
import { type Basket, withAdded } from './basket.ts';
import { choiceOf, collides, folderProblem, nextFolder, requestsOf } from './restore-choice.ts';

const monday = {
  id: 'a1',
  name: 'db01-00001',
  timestamp: '2026-11-23T01:10:00Z',
  clientId: 'db01',
  repositoryId: 'vault',
};
const tuesday = { ...monday, id: 'a2', name: 'db01-00002', timestamp: '2026-11-24T01:10:00Z' };
const hosts = { path: 'etc/hosts', type: 'file', size: 1 } as const;
const EMPTY: Basket = { id: '1', archives: [], items: [] };
const one = withAdded(EMPTY, monday, [hosts]);
const two = withAdded(one, tuesday, [{ path: 'etc', type: 'directory', size: 1, files: 1 }]);
const origin = { name: 'db01', clientId: 'db01' };

describe('without a word', () => {
  it('it goes into a new folder of the machine that it comes from, and over nothing', () => {
    expect(choiceOf({}, one, origin)).toEqual({
      machine: 'origin',
      clientId: 'db01',
      path: '/var/tmp/restore-db01-00001',
      isOriginal: false,
      conflict: 'refuse',
      owner: 'stored',
      user: '',
      channel: null,
    });
    expect(choiceOf({}, two, origin).path).toBe('/var/tmp/restore-db01');
    expect(choiceOf({}, one, null)).toMatchObject({ machine: 'server', clientId: null });
    const own = { name: 'backup01', clientId: null };
    expect(choiceOf({ to: 'server' }, one, own)).toMatchObject({ machine: 'origin', clientId: null });
  });
});

describe('what is asked for', () => {
  it('takes from the address what it knows, and nothing else', () => {
    const search = { to: 'web01', conflict: 'overwrite', owner: 'everybody', way: 'tar' };
    expect(choiceOf(search, one, origin)).toMatchObject({
      machine: 'other',
      clientId: 'web01',
      conflict: 'overwrite',
      owner: 'stored',
      channel: 'tar',
    });
    expect(choiceOf({ to: 'other' }, one, origin)).toMatchObject({ machine: 'other', clientId: null });
  });

  it('keeps two archives apart in folders of their own', () => {
    const asked = requestsOf(two, choiceOf({ path: '/srv/back/' }, two, origin)).map((one) => one.asked);
    expect(asked).toEqual([
      {
        id: 'a1',
        paths: ['etc/hosts'],
        target: { clientId: 'db01', path: '/srv/back/db01-00001' },
        originalPlace: false,
      },
      {
        id: 'a2',
        paths: ['etc'],
        target: { clientId: 'db01', path: '/srv/back/db01-00002' },
        originalPlace: false,
      },
    ]);
    const [back] = requestsOf(one, choiceOf({ place: 'original' }, one, origin));
    expect(back?.asked).toMatchObject({ target: { path: '/' }, originalPlace: true });
  });

  it('sees where two archives would write to one place', () => {
    expect(collides(two.items)).toBe(true);
    expect(collides(one.items)).toBe(false);
  });
});

it.each([
  ['/srv/back', '/srv/back-2'],
  ['/srv/back-2', '/srv/back-3'],
  ['/srv/db01-00001', '/srv/db01-00001-2'],
])('after %s comes %s', (path, next) => expect(nextFolder(path)).toBe(next));

it.each([
  ['', 'Which folder?'],
  ['srv', 'An absolute path: it begins with a slash.'],
  ['/', 'That is the original place. Choose it below if it is meant.'],
  ['/srv', null],
])('of the folder %j', (path, problem) => expect(folderProblem(path)).toBe(problem));
