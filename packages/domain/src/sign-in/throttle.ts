/** How many wrong sign-ins cost nothing, and how the wait grows after that. */
export interface ThrottleRule {
  readonly freeFailures: number;
  readonly firstDelayMs: number;
  readonly delayMaxMs: number;
}

export const ACCOUNT_RULE: ThrottleRule = { freeFailures: 5, firstDelayMs: 5_000, delayMaxMs: 15 * 60_000 };
/** Several people may sit behind one address. */
export const ADDRESS_RULE: ThrottleRule = { freeFailures: 10, firstDelayMs: 5_000, delayMaxMs: 15 * 60_000 };

/** Failures older than this are forgotten. */
export const THROTTLE_MEMORY_MS = 24 * 3_600_000;

/** Milliseconds to wait after so many failures: none at first, then doubling. */
export function throttleDelay(failures: number, rule: ThrottleRule): number {
  const over = failures - rule.freeFailures;
  if (over < 0) return 0;
  return Math.min(rule.firstDelayMs * 2 ** Math.min(over, 30), rule.delayMaxMs);
}

/** One key for the addresses that one visitor has: IPv4 also when mapped into IPv6, of IPv6 the first 64 bits. */
export function throttleAddress(address: string): string {
  const bare = address.toLowerCase().replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(bare)?.[1];
  if (mapped) return mapped;
  if (!bare.includes(':')) return bare;
  const [head = '', tail = ''] = bare.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return `${[...left, ...zeros, ...right].slice(0, 4).map(trimZeros).join(':')}::/64`;
}

function trimZeros(group: string): string {
  return group.replace(/^0+(?=.)/, '');
}
