import { describe, expect, it } from 'vitest';
import { type OwnerRule, ownerFault } from './compare-owner.ts';

const alice = { uid: 1000, gid: 2000, user: 'alice', group: 'staff' };
const at = (uid: number, gid: number) => ({ uid, gid });
const knowing = (alice: number | null, staff: number | null): OwnerRule => ({
  type: 'stored',
  known: { users: new Map([['alice', alice]]), groups: new Map([['staff', staff]]) },
});

describe('the owner of what was restored', () => {
  it('is by name the number that the name has at the target', () => {
    expect(ownerFault(alice, at(1501, 2501), knowing(1501, 2501))).toBeNull();
    expect(ownerFault(alice, at(1000, 2000), knowing(1501, 2501))).toBe(
      'its owner is 1000:2000 instead of 1501:2501 (stored as alice:staff)',
    );
  });

  it('is by name the stored number where the target does not know the name', () => {
    expect(ownerFault(alice, at(1000, 2000), knowing(null, null))).toBeNull();
    expect(ownerFault(alice, at(1000, 0), knowing(null, null))).toMatch(/^its owner is 1000:0 /);
    const nameless = { ...alice, user: '1000', group: '' };
    expect(ownerFault(nameless, at(0, 2000), knowing(null, null))).toMatch(/^its owner is 0:2000 /);
  });

  it('is not judged by a name that was not asked for, nor by a number that is nobody’s', () => {
    const bob = { uid: Number.NaN, gid: -1, user: 'bob', group: '-' };
    expect(ownerFault(bob, at(7, 7), knowing(null, null))).toBeNull();
    expect(ownerFault(bob, at(7, 7), { type: 'numeric' })).toBeNull();
  });

  it('is by number what is stored, and else the user who was named', () => {
    expect(ownerFault(alice, at(1000, 2000), { type: 'numeric' })).toBeNull();
    expect(ownerFault(alice, at(1000, 2001), { type: 'numeric' })).toBe(
      'its owner is 1000:2001 instead of 1000:2000',
    );
    const given: OwnerRule = { type: 'user', uid: '33', gid: '34' };
    expect(ownerFault(alice, at(33, 34), given)).toBeNull();
    expect(ownerFault(alice, at(33, 33), given)).toBe('its owner is 33:33 instead of 33:34');
  });
});
