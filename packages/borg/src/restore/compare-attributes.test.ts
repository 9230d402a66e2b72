import { describe, expect, it } from 'vitest';
import { attributesFault } from './compare-attributes.ts';

/** `u::rwx u:65534:r-- g::r-x m::r-x o::---`, as `getfattr -e hex` shows it; with another user, and with other rights. */
const acl = (user: string, rights = '0400') =>
  `0x0200000001000700ffffffff0200${rights}${user}04000500ffffffff10000500ffffffff20000000ffffffff`;
const ACCESS = 'system.posix_acl_access';

describe('extended attributes', () => {
  it('are the same', () => {
    expect(attributesFault(undefined, undefined, true)).toBeNull();
    expect(attributesFault({ 'user.a': '0x31' }, { 'user.a': '0x31' }, true)).toBeNull();
  });

  it.each([
    [{ 'user.a': '0x31' }, undefined],
    [undefined, { 'user.a': '0x31' }],
    [{ 'user.a': '0x31' }, { 'user.a': '0x32' }],
  ])('differ: %j and %j', (stored, there) => {
    expect(attributesFault(stored, there, false)).toBe('its extended attributes are others: user.a');
  });

  it('that are ACLs may be for another number where owners go by name, with the same rights', () => {
    const [stored, other] = [{ [ACCESS]: acl('feff0000') }, { [ACCESS]: acl('e9030000') }];
    expect(attributesFault(stored, other, false)).toBeNull();
    expect(attributesFault(stored, other, true)).toBe('its ACL is another');
    expect(attributesFault(stored, { [ACCESS]: acl('feff0000', '0600') }, false)).toBe('its ACL is another');
    expect(attributesFault(stored, undefined, false)).toBe('its ACL is another');
  });
});
