import type { Database } from '@borgcube/db/open-database';
import type { Metric, MetricReading, MetricSample } from '@borgcube/plugin-kit/define-metric';
import type { Plugin } from '@borgcube/plugin-kit/define-plugin';
import type { CoreContext } from '../core-context.ts';
import { makePluginStore } from '../plugin/plugin-store.ts';

export interface ReadMetric {
  readonly metric: Metric;
  readonly samples: readonly MetricSample[];
  /** Why there are none. */
  readonly error: string | null;
}

interface Asked {
  readonly timeZone: string;
  /** Only those of which this is true. */
  readonly only?: (metric: Metric) => boolean;
}

interface Kept {
  readonly answer: Promise<readonly ReadMetric[]>;
  readonly until: number;
}

const KEPT_MS = 5000;
/** An answer that was dear is kept for so many times what it cost, up to a minute: a scrape never is the load. */
const COSTS_KEPT = 20;
const KEPT_MAX_MS = 60_000;
const READ_MAX_MS = 5000;
const SAMPLES_MAX = 20_000;

const kept = new WeakMap<Database, Kept>();

type MetricContext = Pick<CoreContext, 'db' | 'clock' | 'kinds'>;

/** All metrics; kept for some seconds for all who ask. */
export async function readMetrics(ctx: MetricContext, timeZone: string): Promise<readonly ReadMetric[]> {
  const now = ctx.clock().getTime();
  const known = kept.get(ctx.db);
  if (known && known.until > now) return known.answer;
  const answer = readEach(ctx, { timeZone });
  kept.set(ctx.db, { answer, until: now + KEPT_MAX_MS });
  const read = await answer;
  const ended = ctx.clock().getTime();
  const until = ended + Math.min(KEPT_MAX_MS, Math.max(KEPT_MS, (ended - now) * COSTS_KEPT));
  kept.set(ctx.db, { answer, until });
  return read;
}

/** Read now, one after the other, each contained. */
export async function readEach(
  ctx: MetricContext,
  { timeZone, only }: Asked,
): Promise<readonly ReadMetric[]> {
  const now = ctx.clock();
  const read: ReadMetric[] = [];
  for (const plugin of ctx.kinds.plugins) {
    // One after the other: SQLite has one connection, and a scrape must not take all of PostgreSQL's.
    for (const metric of plugin.metrics ?? []) {
      if (!only || only(metric)) read.push(await readOne(ctx, plugin, metric, { now, timeZone }));
    }
  }
  return read;
}

async function readOne(
  { db }: MetricContext,
  plugin: Plugin,
  metric: Metric,
  at: Pick<MetricReading, 'now' | 'timeZone'>,
): Promise<ReadMetric> {
  try {
    const samples = await withinTime(metric.read({ ...at, db, store: makePluginStore(plugin, db) }));
    return { metric, samples: checked(metric, samples), error: null };
  } catch (error) {
    return { metric, samples: [], error: error instanceof Error ? error.message : String(error) };
  }
}

function checked(metric: Metric, samples: readonly MetricSample[]): readonly MetricSample[] {
  if (samples.length > SAMPLES_MAX) throw new Error(`${samples.length} samples are too many`);
  const names = [...(metric.labels ?? [])].sort().join();
  for (const { value, labels = {} } of samples) {
    if (typeof value !== 'number' || !Number.isFinite(value)) throw new Error(`${value} is no value`);
    const given = Object.keys(labels).sort().join();
    if (given !== names) throw new Error(`a sample has the labels ${given}, not ${names}`);
  }
  return samples;
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`it took longer than ${READ_MAX_MS / 1000} s`)), READ_MAX_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
