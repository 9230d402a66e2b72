import { describe, expect, it } from 'vitest';
import {
  type Basket,
  contentWords,
  fileCountOf,
  fits,
  perArchive,
  sizeOf,
  standingOf,
  withAdded,
  withRemoved,
} from './basket.ts';

const EMPTY: Basket = { id: '1', archives: [], items: [] };
const monday = {
  id: 'a1',
  name: 'db01-00001',
  timestamp: '2026-11-23T01:10:00Z',
  clientId: 'db01',
  repositoryId: 'vault',
};
const tuesday = { ...monday, id: 'a2', name: 'db01-00002', timestamp: '2026-11-24T01:10:00Z' };
const folder = (path: string, size: number | null = 100, files: number | null = 3) =>
  ({ path, type: 'directory', size, files }) as const;
const file = (path: string, size = 10) => ({ path, type: 'file', size }) as const;

describe('the basket', () => {
  it('takes no path twice: a folder stands for all that lies in it', () => {
    const two = withAdded(EMPTY, monday, [file('etc/hosts'), file('etc-old/hosts')]);
    const one = withAdded(two, monday, [folder('etc')]);
    expect(one.items.map((item) => item.path)).toEqual(['etc-old/hosts', 'etc']);
    expect(withAdded(one, monday, [file('etc/hosts'), folder('etc')]).items).toHaveLength(2);
  });

  it('keeps the same path of two archives apart', () => {
    const both = withAdded(withAdded(EMPTY, tuesday, [folder('etc')]), monday, [file('etc/hosts')]);
    expect(perArchive(both).map(({ archive, items }) => [archive.id, items.length])).toEqual([
      ['a1', 1],
      ['a2', 1],
    ]);
    const left = withRemoved(both, 'a2', ['etc']);
    expect(left.archives.map(({ id }) => id)).toEqual(['a1']);
  });

  it('holds things of one client; of an archive without one, of that archive', () => {
    const basket = withAdded(EMPTY, monday, [file('x')]);
    expect(fits(EMPTY, monday)).toBe(true);
    expect(fits(basket, tuesday)).toBe(true);
    expect(fits(basket, { ...tuesday, clientId: 'web01' })).toBe(false);
    expect(fits(basket, { ...tuesday, clientId: null })).toBe(false);
    const lost = withAdded(EMPTY, { ...monday, clientId: null }, [file('x')]);
    expect(fits(lost, { ...tuesday, clientId: null })).toBe(false);
  });

  it('tells how a path stands to it', () => {
    const basket = withAdded(EMPTY, monday, [folder('var/lib'), file('etc/hosts')]);
    expect(standingOf(basket, 'a1', 'var/lib')).toEqual({ kind: 'in' });
    expect(standingOf(basket, 'a1', 'var/lib/pg')).toEqual({ kind: 'with', folder: 'var/lib' });
    expect(standingOf(basket, 'a1', 'var')).toEqual({ kind: 'partly' });
    expect(standingOf(basket, 'a1', 'var/library')).toBeNull();
    expect(standingOf(basket, 'a2', 'var/lib')).toBeNull();
  });

  it('says what is in it, and sums only what is known', () => {
    const { items } = withAdded(EMPTY, monday, [
      folder('a'),
      file('b'),
      file('c'),
      { path: 'd', type: 'symlink', size: null },
    ]);
    expect(contentWords(items)).toBe('1 folder, 2 files, 1 other entry');
    expect(sizeOf(items)).toBe(120);
    expect(fileCountOf(items)).toBe(6);
    const unknown = withAdded(EMPTY, monday, [folder('a', null, null), file('b')]);
    expect(sizeOf(unknown.items)).toBeNull();
    const unlisted = withAdded(EMPTY, monday, [{ path: 'a', type: 'directory', size: 0 }]);
    expect(sizeOf(unlisted.items)).toBeNull();
    expect(fileCountOf(unknown.items)).toBeNull();
  });
});
