import { inTransaction } from '@borgcube/db/transaction';
import type { Actor } from '@borgcube/domain/actor/actor';
import { throttleAddress } from '@borgcube/domain/sign-in/throttle';
import { refusalWords } from '@borgcube/domain/trigger/decide-trigger';
import { writeAudit } from '../audit/write-audit.ts';
import type { CoreContext } from '../core-context.ts';
import type { RefusedCall } from './fire-trigger.ts';

/** Refusals that are alike are one entry, and after this time one more with their number. */
const WINDOW_MS = 30 * 60_000;
/** Different refusals in a window; the rest is one entry together. */
const KINDS_MAX = 20;
const OTHERS = 'others';

interface Refused {
  readonly what: string;
  readonly recordId: string | null;
  readonly place: string;
}

interface Counted extends Refused {
  /** Since the first, which was written at once. */
  more: number;
}

/** Puts refused calls on record, however many there are, in a bounded number of entries. */
export class RefusedTriggers {
  readonly #ctx: Pick<CoreContext, 'db' | 'clock'>;
  readonly #onFailure: (error: unknown) => void;
  #counted = new Map<string, Counted>();
  #windowEnd: NodeJS.Timeout | null = null;
  /** Writes one after the other, behind the answers. */
  #writing: Promise<void> = Promise.resolve();

  constructor(ctx: Pick<CoreContext, 'db' | 'clock'>, onFailure: (error: unknown) => void) {
    this.#ctx = ctx;
    this.#onFailure = onFailure;
  }

  note({ reason, recordId, shortId }: RefusedCall, address: string): void {
    const place = throttleAddress(address);
    const own = `${recordId ?? ''} ${reason} ${place}`;
    const isFull = this.#counted.size >= KINDS_MAX;
    const key = this.#counted.has(own) || !isFull ? own : OTHERS;
    const known = this.#counted.get(key);
    if (known) {
      known.more += 1;
      return;
    }
    const words = `Refused trigger ${shortId ?? 'without a valid id'} from ${address}: ${refusalWords(reason)}`;
    const refused =
      key === own
        ? { what: words, recordId, place }
        : { what: 'Refused triggers from many places', recordId: null, place: 'Many' };
    // One address may try many unknown ids; only the first is named.
    const what = reason === 'unknown' ? `Refused unknown triggers from ${place}` : refused.what;
    this.#counted.set(key, { ...refused, ...(key === own && { what }), more: 0 });
    this.#write(refused);
    this.#windowEnd ??= setTimeout(() => this.#endWindow(), WINDOW_MS).unref();
  }

  /** Writes what was only counted so far. */
  async close(): Promise<void> {
    this.#endWindow();
    await this.#writing;
  }

  #endWindow(): void {
    if (this.#windowEnd) clearTimeout(this.#windowEnd);
    this.#windowEnd = null;
    const ended = this.#counted;
    this.#counted = new Map();
    for (const { more, ...refused } of ended.values()) {
      if (more > 0) this.#write({ ...refused, what: `${refused.what} (${more} more times)` });
    }
  }

  #write({ what, recordId, place }: Refused): void {
    const actor: Actor = { type: 'trigger', id: 'anonymous', name: place, role: 'viewer' };
    const deed = { what, noun: 'trigger', ...(recordId === null ? {} : { recordId }) };
    this.#writing = this.#writing
      .then(() => inTransaction(this.#ctx.db, (tx) => writeAudit(tx, { ...this.#ctx, actor }, deed)))
      .catch(this.#onFailure);
  }
}
