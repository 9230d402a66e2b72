import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { NodeFacts } from '@borgcube/core/system/read-status';
import { defineMetric, type Metric, type MetricSample } from '@borgcube/plugin-kit/define-metric';

const QUANTILES = [0.5, 0.99, 1];
/** How often the loop is looked at; what is measured contains it. Milliseconds. */
const RESOLUTION_MS = 20;

/** What only the process and the machine that answer can tell. */
export function machineMetrics(version: string, node: () => Promise<NodeFacts>): readonly Metric[] {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const gauge = (
    name: string,
    help: string,
    read: () => Promise<readonly MetricSample[]>,
    labels: readonly string[] = [],
  ) => defineMetric({ name: `borgcube_${name}`, help, type: 'gauge', labels, read });
  return [
    gauge(
      'info',
      'Always 1; the labels tell the versions of BorgCube and Borg.',
      async () => [{ value: 1, labels: { version, borg: (await node()).borgVersion ?? '' } }],
      ['version', 'borg'],
    ),
    gauge('disk_free_bytes', 'Free on the file system of the data directory.', async () =>
      samplesOf((await node()).disk?.free),
    ),
    gauge('disk_total_bytes', 'Size of the file system of the data directory.', async () =>
      samplesOf((await node()).disk?.total),
    ),
    gauge(
      'event_loop_delay_seconds',
      'How late timers of the process ran since the last reading, by quantile.',
      async () => {
        const samples = QUANTILES.map((quantile) => ({
          value: Math.max(0, (delay.percentile(quantile * 100) / 1e6 - RESOLUTION_MS) / 1000 || 0),
          labels: { quantile: String(quantile) },
        }));
        delay.reset();
        return samples;
      },
      ['quantile'],
    ),
    gauge('process_memory_bytes', 'Resident memory of the process.', async () => [
      { value: process.memoryUsage.rss() },
    ]),
    gauge('process_uptime_seconds', 'Since the start of the process.', async () => [
      { value: process.uptime() },
    ]),
    defineMetric({
      name: 'borgcube_process_cpu_seconds_total',
      help: 'Processor time of the process, user and system.',
      type: 'counter',
      read: async () => {
        const { user, system } = process.cpuUsage();
        return [{ value: (user + system) / 1e6 }];
      },
    }),
  ];
}

function samplesOf(value: number | undefined): readonly MetricSample[] {
  return value === undefined ? [] : [{ value }];
}
