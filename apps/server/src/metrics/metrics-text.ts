import type { ReadMetric } from '@borgcube/core/metric/read-metrics';
import { Counter, Gauge, Registry } from 'prom-client';

/** Prometheus' text format; a metric that could not be read is told by name in `borgcube_metric_read_failed`. */
export async function metricsText(read: readonly ReadMetric[]): Promise<string> {
  const registry = new Registry();
  for (const one of read) addTo(registry, one);
  const failed = new Gauge({
    name: 'borgcube_metric_read_failed',
    help: '1 for each metric that could not be read.',
    labelNames: ['metric'],
    registers: [registry],
  });
  for (const { metric, error } of read) if (error !== null) failed.set({ metric: metric.name }, 1);
  return registry.metrics();
}

export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

function addTo(registry: Registry, { metric, samples, error }: ReadMetric): void {
  if (error !== null) return;
  const { name, help, type, labels = [] } = metric;
  const options = { name, help, labelNames: [...labels], registers: [registry] };
  if (type === 'counter') {
    const counter = new Counter(options);
    for (const { value, labels: given = {} } of samples) counter.inc({ ...given }, value);
    return;
  }
  const gauge = new Gauge(options);
  for (const { value, labels: given = {} } of samples) gauge.set({ ...given }, value);
}
