import { setTimeout as wait } from 'node:timers/promises';
import type { Provider } from '@borgcube/db/provider';
import { ageRatio, measureRules } from '@borgcube/domain/schedule/recurrence-figures';
import { setup } from '@borgcube/testing/database/test-run';
import type { Measurement } from './measurement.ts';
import { openScheduleBenchHouse, type ScheduleBenchHouse } from './schedule-bench-house.ts';

const PROVIDERS: readonly Provider[] = ['sqlite', 'postgresql'];
const AT_ONCE = 10_000;
const PER_SECOND = 20;
const SECONDS = 60;
const RULES = 10_000;

/** Rules evaluated, ten thousand due at one moment, and twenty due each second, with a job whose lease is kept. */
export async function measureSchedules(): Promise<Measurement[]> {
  const stop = setup();
  try {
    const found = measureRecurrences();
    for (const provider of PROVIDERS) {
      await using house = await openScheduleBenchHouse(provider);
      found.push(...(await measureSteady(house, provider)), ...(await measureBurst(house, provider)));
    }
    return found;
  } finally {
    await stop();
  }
}

function measureRecurrences(): Measurement[] {
  const now = () => performance.now();
  const { ratio } = ageRatio(now, { rules: 600, rounds: 9 });
  measureRules(now, 1000, 2021);
  return [
    {
      name: `next of ${RULES} rules begun 5 years ago`,
      unit: 'ms',
      values: [measureRules(now, RULES, 2021).ms],
      limit: 3000,
    },
    { name: 'begun 20 years ago against 5', unit: '×', values: [ratio], limit: 1.2 },
  ];
}

/** From the instant to the row that another connection sees. */
async function measureSteady(house: ScheduleBenchHouse, provider: Provider): Promise<Measurement[]> {
  const first = Math.ceil(Date.now() / 1000) * 1000 + 10_000;
  const due = Array.from(
    { length: PER_SECOND * SECONDS },
    (_, index) => new Date(first + Math.floor(index / PER_SECOND) * 1000),
  );
  await house.addSchedules(due);
  const latencies: number[] = [];
  for (let last = 0; latencies.length < due.length; ) {
    const rows = await house.watcher.job.findMany({
      where: { id: { gt: last }, kind: 'backup' },
      select: { id: true, configId: true },
      orderBy: { id: 'asc' },
    });
    const seen = Date.now();
    for (const { id, configId } of rows) {
      last = id;
      latencies.push(seen - (due[Number(configId?.slice(1))]?.getTime() ?? 0));
    }
    await wait(20);
  }
  const sorted = latencies.sort((one, other) => one - other);
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN;
  return [
    { name: `${provider}: due → job row, ${PER_SECOND} a second`, unit: 'ms', values: sorted },
    { name: `${provider}: the same, 99th percentile`, unit: 'ms', values: [p99], limit: 250 },
  ];
}

async function measureBurst(house: ScheduleBenchHouse, provider: Provider): Promise<Measurement[]> {
  const before = await house.watcher.job.count();
  const due = new Date(Math.ceil(Date.now() / 1000) * 1000 + 25_000);
  await house.addSchedules(Array.from({ length: AT_ONCE }, () => due));
  let least = Number.POSITIVE_INFINITY;
  for (;;) {
    least = Math.min(least, await house.leaseLeft());
    if ((await house.watcher.job.count()) - before >= AT_ONCE) break;
    await wait(100);
  }
  const seconds = (Date.now() - due.getTime()) / 1000;
  return [
    { name: `${provider}: ${AT_ONCE} due at once → job rows`, unit: 's', values: [seconds], limit: 60 },
    { name: `${provider}: least time left on a lease meanwhile`, unit: 's', values: [least / 1000] },
  ];
}
