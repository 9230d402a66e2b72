import type { EntryCounts } from '@borgcube/borg/restore/plan-restore';
import type { OutcomeLine } from '@borgcube/borg/restore/restore-run';
import type { CoreContext } from '@borgcube/core/core-context';
import { storeReceiptLines } from '@borgcube/core/restore/store-receipt';
import type { ReceiptLine, RestoreOutcome, RestoreReceipt } from '@borgcube/domain/restore/restore-receipt';

const AT_ONCE = 500;
/** Paths without a line after which the figures are stored all the same. */
const UNLISTED_AT_ONCE = 20_000;
/** Of what was written, and of what one and the same reason kept out. */
export const LINES_MAX = 10_000;

type Figures = Record<RestoreOutcome, EntryCounts>;

const noCounts = (): EntryCounts => ({ files: 0, folders: 0, links: 0, others: 0, bytes: 0 });

/** Counts what became of each path, and stores the lines of a receipt in batches. */
export class ReceiptWriter {
  readonly figures: Figures = {
    written: noCounts(),
    skipped: noCounts(),
    failed: noCounts(),
    different: noCounts(),
  };
  /** Paths without a line of their own. */
  unlisted = 0;
  /** What the receipt says if it goes no further; null: nothing was begun that leaves anything. */
  draft: (() => RestoreReceipt) | null = null;
  readonly #core: CoreContext;
  readonly #jobId: number;
  readonly #perReason = new Map<string, number>();
  #lines: ReceiptLine[] = [];
  #seq = 0;

  constructor(core: CoreContext, jobId: number) {
    this.#core = core;
    this.#jobId = jobId;
  }

  async add({ path, type, outcome, reason, size, sha256 }: OutcomeLine): Promise<void> {
    const counts = this.figures[outcome];
    counts[KIND[type] ?? 'others'] += 1;
    if (type === 'f') counts.bytes += size;
    const key = `${outcome} ${reason}`;
    const before = this.#perReason.get(key) ?? 0;
    this.#perReason.set(key, before + 1);
    if (before >= LINES_MAX) {
      this.unlisted += 1;
      if (this.unlisted % UNLISTED_AT_ONCE === 0) await this.flush();
      return;
    }
    const sized = type === 'f' ? size : null;
    this.#lines.push({ seq: ++this.#seq, path, outcome, reason, size: sized, sha256 });
    if (this.#lines.length >= AT_ONCE) await this.flush();
  }

  /** Stores now what it says if it goes no further, and from now on with each batch of lines. */
  async keep(draft: () => RestoreReceipt): Promise<void> {
    this.draft = draft;
    await this.flush();
  }

  async flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    await storeReceiptLines(this.#core, this.#jobId, { lines, draft: this.draft?.() ?? null });
  }
}

const KIND: Readonly<Record<string, 'files' | 'folders' | 'links'>> = {
  f: 'files',
  d: 'folders',
  l: 'links',
};
