import { describe, expect, it } from 'vitest';
import { ACCOUNT_RULE, throttleAddress, throttleDelay } from './throttle.ts';

describe('throttleDelay', () => {
  it('costs nothing at first, then doubles up to its limit', () => {
    const delays = [0, 4, 5, 6, 7, 12, 13, 1000].map((failures) => throttleDelay(failures, ACCOUNT_RULE));
    expect(delays).toEqual([0, 0, 5_000, 10_000, 20_000, 640_000, 900_000, 900_000]);
  });
});

describe('throttleAddress', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
    ['2001:0DB8:1:2:bbbb:cccc:dddd:eeee', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('%s is counted as %s', (address, key) => {
    expect(throttleAddress(address)).toBe(key);
  });
});
