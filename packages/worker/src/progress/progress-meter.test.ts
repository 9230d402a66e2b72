import { expect, it } from 'vitest';
import { ProgressMeter } from './progress-meter.ts';

const counted = (originalSize: number, nfiles = 0) => ({
  originalSize,
  compressedSize: 0,
  deduplicatedSize: 0,
  nfiles,
  path: '/etc/hosts',
});

it('tells the rate of the last ten seconds, not of the whole run', () => {
  let now = 0;
  const meter = new ProgressMeter(null, () => now);
  for (let second = 0; second <= 20; second += 1) {
    now = second * 1000;
    meter.measure(counted(second * 100));
  }
  for (let second = 21; second <= 35; second += 1) {
    now = second * 1000;
    const size = 2000 + (second - 20) * 500;
    if (second === 35) expect(meter.measure(counted(size)).rate).toBe(500);
    else meter.measure(counted(size));
  }
});

it('tells the share of the last good run, whichever of files and bytes is less done, and about how long it takes', () => {
  let now = 0;
  const meter = new ProgressMeter({ originalSize: 1000, nfiles: 10 }, () => now);
  now = 60_000;
  expect(meter.measure(counted(900, 2))).toMatchObject({ percent: 20, etaMs: 240_000, expectedFiles: 10 });
  expect(meter.measure(counted(5000, 50)), 'never quite done').toMatchObject({ percent: 99.9 });
});

it('guesses nothing without a run to compare with, or at the very beginning', () => {
  const nothing = { percent: null, etaMs: null, rate: null, expectedSize: null };
  expect(new ProgressMeter(null, () => 0).measure(counted(1))).toMatchObject(nothing);
  const started = new ProgressMeter({ originalSize: 1000, nfiles: null }, () => 0);
  expect(started.measure(counted(10))).toMatchObject({ percent: 1, etaMs: null });
});
