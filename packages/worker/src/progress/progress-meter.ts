import type { CreateProgress } from '@borgcube/borg/log/borg-line';
import type { LastGood } from '@borgcube/domain/archive/new-archive';
import type { JobProgress } from '@borgcube/domain/job/job';

const RATE_OVER_MS = 10_000;
/** Below this share of the expected work an estimate would be a guess. */
const ESTIMATE_FROM = 0.02;

type Measured = Omit<JobProgress, 'updatedAt' | 'message'>;

/** Makes of Borg's counts a rate over the last ten seconds, and a share and an estimate by the last good run. */
export class ProgressMeter {
  readonly #expected: Pick<LastGood, 'originalSize' | 'nfiles'> | null;
  readonly #now: () => number;
  readonly #startedAt: number;
  #samples: { readonly at: number; readonly size: number }[] = [];

  /** `now` in monotonic milliseconds. */
  constructor(expected: Pick<LastGood, 'originalSize' | 'nfiles'> | null, now = () => performance.now()) {
    this.#expected = expected;
    this.#now = now;
    this.#startedAt = now();
  }

  measure(progress: CreateProgress): Measured {
    const now = this.#now();
    const share = this.#shareOf(progress);
    return {
      ...progress,
      rate: this.#rate(now, progress.originalSize),
      expectedSize: this.#expected?.originalSize ?? null,
      expectedFiles: this.#expected?.nfiles ?? null,
      percent: share === null ? null : Math.round(share * 1000) / 10,
      etaMs: share === null || share < ESTIMATE_FROM ? null : this.#remaining(now, share),
    };
  }

  /** Whichever is less done, files or bytes; never quite 1 before the end. */
  #shareOf({ originalSize, nfiles }: CreateProgress): number | null {
    const shares = [
      ratio(originalSize, this.#expected?.originalSize),
      ratio(nfiles, this.#expected?.nfiles),
    ].filter((share) => share !== null);
    return shares.length === 0 ? null : Math.min(0.999, ...shares);
  }

  #remaining(now: number, share: number): number {
    return Math.round(((now - this.#startedAt) * (1 - share)) / share);
  }

  #rate(now: number, size: number): number | null {
    this.#samples.push({ at: now, size });
    while (this.#samples.length > 2 && now - (this.#samples[1]?.at ?? now) >= RATE_OVER_MS)
      this.#samples.shift();
    const [oldest] = this.#samples;
    if (!oldest || now - oldest.at < 500) return null;
    return Math.max(0, ((size - oldest.size) * 1000) / (now - oldest.at));
  }
}

function ratio(done: number, expected: number | null | undefined): number | null {
  return expected ? done / expected : null;
}
