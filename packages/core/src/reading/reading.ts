import type { Readable } from 'node:stream';
import { databaseNow } from '@borgcube/db/database-now';
import type { Database } from '@borgcube/db/open-database';
import { deleteReading, renewReading } from '@borgcube/db/repository-reading-store';
import { inTransaction } from '@borgcube/db/transaction';
import { failureError } from '@borgcube/domain/failure/failure-error';
import type { CoreContext } from '../core-context.ts';
import { GIVE_UP_AFTER_MS, LEASE_MS, RENEW_EVERY_MS } from '../job/lease.ts';
import { publishJob } from '../job/publish-job.ts';
import { findWaitingJob } from './waiting-job.ts';

const open = new WeakMap<Database, Set<Reading>>();

/** A reading that was entered: its lease is renewed until it is left. */
export class Reading {
  readonly #ctx: Pick<CoreContext, 'db' | 'bus'>;
  readonly #id: string;
  readonly #repositoryId: string;
  readonly #end = new AbortController();
  readonly #timer: ReturnType<typeof setInterval>;
  /** When the last renewal that succeeded was sent. */
  #renewedAt = performance.now();
  #isRenewing = false;
  #left: Promise<void> | null = null;

  constructor(
    ctx: Pick<CoreContext, 'db' | 'bus'>,
    { id, repositoryId }: { readonly id: string; readonly repositoryId: string },
  ) {
    this.#ctx = ctx;
    this.#id = id;
    this.#repositoryId = repositoryId;
    this.#timer = setInterval(() => this.#tick(), RENEW_EVERY_MS).unref();
    const others = open.get(ctx.db) ?? new Set();
    open.set(ctx.db, others.add(this));
  }

  /** What reads has to end: the server stops, or the lease could not be renewed. */
  get signal(): AbortSignal {
    return this.#end.signal;
  }

  /** Is left when the content is; ends it where it may not go on. */
  lastsAs(content: Readable): void {
    const stop = () => content.destroy(this.signal.reason);
    this.signal.addEventListener('abort', stop, { once: true });
    content.once('close', () => void this.leave());
    if (this.signal.aborted) stop();
    if (content.closed) void this.leave();
  }

  end(message: string): Promise<void> {
    this.#end.abort(failureError({ kind: 'worker-restart', message }));
    return this.leave();
  }

  /** Lets the job start that waits for it. What cannot be told to the database ends with the lease. */
  leave(): Promise<void> {
    this.#left ??= this.#leave().catch(() => {});
    return this.#left;
  }

  async #leave(): Promise<void> {
    clearInterval(this.#timer);
    open.get(this.#ctx.db)?.delete(this);
    await inTransaction(this.#ctx.db, async (tx) => {
      await deleteReading(tx, this.#id);
      const waiting = await findWaitingJob(tx, this.#repositoryId);
      if (waiting) publishJob(tx, this.#ctx, waiting);
    });
  }

  #tick(): void {
    if (performance.now() - this.#renewedAt < GIVE_UP_AFTER_MS) void this.#renew();
    else void this.end('The server could not reach its database for 40 seconds.');
  }

  async #renew(): Promise<void> {
    if (this.#isRenewing) return;
    this.#isRenewing = true;
    const sentAt = performance.now();
    try {
      const now = await databaseNow(this.#ctx.db);
      const until = new Date(now.getTime() + LEASE_MS);
      if (await renewReading(this.#ctx.db, this.#id, { now, until })) this.#renewedAt = sentAt;
      else void this.end('A job may write to the repository: the lease of what was read had run out.');
    } catch {
      // The next tick looks how long it has been so.
    } finally {
      this.#isRenewing = false;
    }
  }
}

/** Before the database is closed: whatever is still read through it ends. */
export async function endReadings(db: Database): Promise<void> {
  const readings = [...(open.get(db) ?? [])];
  await Promise.all(readings.map((reading) => reading.end('The server was stopped.')));
}
