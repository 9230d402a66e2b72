import { describe, expect, it } from 'vitest';
import { TriggerLimiter } from './trigger-limiter.ts';

function limiterAt() {
  let now = 0;
  const limiter = new TriggerLimiter(() => now);
  const allowed = (address: string, calls: number) =>
    Array.from({ length: calls }, () => limiter.allows(address)).filter(Boolean).length;
  return { allowed, pass: (ms: number) => (now += ms) };
}

describe('calls of triggers', () => {
  it('are limited for each address, and come back with time', () => {
    const { allowed, pass } = limiterAt();
    expect(allowed('192.0.2.1', 100)).toBe(60);
    expect(allowed('192.0.2.2', 5)).toBe(5);
    pass(10_000);
    expect(allowed('192.0.2.1', 100)).toBe(10);
  });

  it('of one IPv6 network count together', () => {
    const { allowed } = limiterAt();
    expect(allowed('2001:db8::1', 40) + allowed('2001:db8::2', 40)).toBe(60);
  });

  it('are limited altogether, and one address cannot use that up for the others', () => {
    const { allowed } = limiterAt();
    expect(allowed('192.0.2.1', 10_000)).toBe(60);
    const each = Array.from({ length: 100 }, (_, index) => allowed(`198.51.100.${index}`, 10));
    expect(each.reduce((sum, one) => sum + one, 0)).toBe(240);
  });
});
