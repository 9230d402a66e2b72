import type { PluginStore } from './plugin-store.ts';
import type { PluginTransaction } from './plugin-transaction.ts';

export interface MetricSample {
  readonly value: number;
  /** By label name; exactly the metric's `labels`. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A figure for `GET /metrics`, and for a tile of the console when it has one. */
export interface Metric {
  /** As Prometheus writes it; a plugin's begins with `borgcube_<plugin>_`. The unit stands last: `_bytes`, `_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly type: 'gauge' | 'counter';
  readonly labels?: readonly string[];
  /** How the console shows it; without it, it is only in `/metrics`. Its value is the sum of the samples. */
  readonly tile?: { readonly title: string; readonly unit: 'count' | 'bytes' | 'seconds' };
  /** Asked at most every few seconds; it must answer from an index, whatever the size of the tables. */
  read(argument: {
    readonly db: PluginTransaction;
    readonly now: Date;
    readonly store: PluginStore;
  }): Promise<readonly MetricSample[]>;
}

/** Refuses what Prometheus would not read. */
export function defineMetric(metric: Metric): Metric {
  if (!/^borgcube_[a-z0-9_]+$/.test(metric.name)) {
    throw new Error(`${metric.name}: a metric is named borgcube_…, in lower case`);
  }
  const label = metric.labels?.find((name) => !/^[a-z][a-z0-9_]*$/.test(name));
  if (label !== undefined) throw new Error(`${metric.name}: ${label} is no name of a label`);
  return metric;
}
