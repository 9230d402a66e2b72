import { throttleAddress } from '@borgcube/domain/sign-in/throttle';

/** So many at once, and so many a second after that. */
interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

const PER_ADDRESS: Rate = { burst: 60, perSecond: 1 };
const ALTOGETHER: Rate = { burst: 300, perSecond: 20 };
/** Addresses that are remembered; the one that was quiet longest is forgotten first. */
const ADDRESSES_MAX = 5000;

interface Bucket {
  left: number;
  at: number;
}

/** Decides before the id is looked at, so that the refusal is alike for all of them. */
export class TriggerLimiter {
  readonly #now: () => number;
  readonly #addresses = new Map<string, Bucket>();
  readonly #all: Bucket;

  /** `now` in milliseconds, monotonic. */
  constructor(now: () => number) {
    this.#now = now;
    this.#all = { left: ALTOGETHER.burst, at: now() };
  }

  /** Whether this call may be looked at. One that an address has no right to does not use up the common part. */
  allows(address: string): boolean {
    const now = this.#now();
    const key = throttleAddress(address);
    const own = this.#addresses.get(key) ?? { left: PER_ADDRESS.burst, at: now };
    this.#addresses.delete(key);
    this.#addresses.set(key, own);
    this.#forgetOldest();
    return take(own, PER_ADDRESS, now) && take(this.#all, ALTOGETHER, now);
  }

  #forgetOldest(): void {
    const [oldest] = this.#addresses.keys();
    if (this.#addresses.size > ADDRESSES_MAX && oldest !== undefined) this.#addresses.delete(oldest);
  }
}

function take(bucket: Bucket, { burst, perSecond }: Rate, now: number): boolean {
  bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
  bucket.at = now;
  if (bucket.left < 1) return false;
  bucket.left -= 1;
  return true;
}
