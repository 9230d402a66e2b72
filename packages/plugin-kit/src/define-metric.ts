import type { PluginStore } from './plugin-store.ts';
import type { PluginTransaction } from './plugin-transaction.ts';

export interface MetricSample {
  readonly value: number;
  /** By label name; exactly the metric's `labels`. */
  readonly labels?: Readonly<Record<string, string>>;
}

export interface MetricReading<Db = PluginTransaction> {
  readonly db: Db;
  /** The same object for all metrics of one reading. */
  readonly now: Date;
  /** IANA zone of display: where a day begins. */
  readonly timeZone: string;
  /** The data of the metric's plugin. */
  readonly store: PluginStore;
}

/** A figure for `GET /metrics`, and for a tile of the console when it has one. */
export interface Metric<Db = PluginTransaction> {
  /** As Prometheus writes it; a plugin's begins with `borgcube_<plugin>_`. The unit stands last: `_bytes`, `_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly labels?: readonly string[];
  /** How the console shows it; without it, it is only in `/metrics`. Its value is the sum of the samples. */
  readonly tile?: { readonly title: string; readonly unit: 'count' | 'bytes' | 'seconds' };
  /** Asked at most every few seconds; it must answer from an index, whatever the size of the tables. */
  read(argument: MetricReading<Db>): Promise<readonly MetricSample[]>;
}

/** Refuses what Prometheus would not read. */
export function defineMetric<Db = PluginTransaction>(metric: Metric<Db>): Metric<Db> {
  if (!/^borgcube_[a-z0-9_]+$/.test(metric.name)) {
    throw new Error(`${metric.name}: a metric is named borgcube_…, in lower case`);
  }
  const label = metric.labels?.find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  if (label !== undefined) throw new Error(`${metric.name}: ${label} is no name of a label`);
  if (metric.type !== 'gauge' && metric.type !== 'counter') {
    throw new Error(`${metric.name}: its type is gauge or counter, not ${metric.type}`);
  }
  if (typeof metric.read !== 'function') throw new Error(`${metric.name}: it has no read`);
  return metric;
}
