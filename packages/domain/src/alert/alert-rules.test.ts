import { describe, expect, it } from 'vitest';
import { isFullSoon } from './full-soon.ts';
import { type SchedulerFacts, schedulerTrouble } from './scheduler-health.ts';

const NOW = new Date('2026-11-23T04:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const worker = { startedAt: ago(600), seenAt: ago(0), scheduledAt: ago(0) };
const facts: SchedulerFacts = { now: NOW, workers: [worker], stoppedAt: null, nextDue: null };

describe('a scheduler', () => {
  it.each<[string, Partial<SchedulerFacts>, string | null]>([
    ['is well while it looks', {}, null],
    ['is well while one of two looks', { workers: [{ ...worker, scheduledAt: ago(90) }, worker] }, null],
    [
      'stopped when it has not looked for long',
      { workers: [{ ...worker, scheduledAt: ago(6) }] },
      'not-looking',
    ],
    ['stopped when it never looked', { workers: [{ ...worker, scheduledAt: null }] }, 'not-looking'],
    [
      'has time after its start',
      { workers: [{ startedAt: ago(2), seenAt: ago(0), scheduledAt: null }] },
      null,
    ],
    [
      'stopped with its worker',
      { workers: [{ ...worker, seenAt: ago(6), scheduledAt: ago(6) }] },
      'no-worker',
    ],
    ['never was', { workers: [] }, 'no-worker'],
    ['may be restarted', { workers: [], stoppedAt: ago(2) }, null],
    ['does nothing while it looks', { nextDue: ago(11) }, 'overdue'],
    ['may take a moment', { nextDue: ago(1) }, null],
    [
      'catches up after its start first',
      { workers: [{ ...worker, startedAt: ago(1) }], nextDue: ago(600) },
      null,
    ],
  ])('%s', (_, change, why) => {
    expect(schedulerTrouble({ ...facts, ...change })?.why ?? null).toBe(why);
  });

  it('tells since when', () => {
    const silent = { ...worker, seenAt: ago(30), scheduledAt: ago(30) };
    expect(schedulerTrouble({ ...facts, workers: [silent], stoppedAt: ago(45) })?.since).toEqual(ago(30));
  });
});

describe('a repository', () => {
  const GIB = 1024 ** 3;
  it.each([
    [null, null, false, false],
    [2 * GIB, null, false, false],
    [0.9 * GIB, null, false, true],
    [9 * GIB, 200 * GIB, false, true],
    [11 * GIB, 200 * GIB, false, false],
    [11 * GIB, 200 * GIB, true, true],
    [13 * GIB, 200 * GIB, true, false],
  ])('with %d free beside %d, nearly full before: %s → %s', (freeSpace, deduplicatedSize, wasFull, full) => {
    expect(isFullSoon({ freeSpace, deduplicatedSize, wasFull })).toBe(full);
  });
});
