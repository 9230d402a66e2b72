import { describe, expect, it } from 'vitest';
import { lastNights, nightBegins, nightOf } from './night.ts';
import { nightCells } from './night-cells.ts';
import { type VerdictFacts, verdictOf } from './verdict.ts';

const BERLIN = 'Europe/Berlin';

describe('a night', () => {
  it.each([
    ['2026-11-24T01:10:00Z', '2026-11-24'],
    ['2026-11-24T10:59:00Z', '2026-11-24'],
    ['2026-11-24T11:00:00Z', '2026-11-25'],
    ['2026-11-23T22:30:00Z', '2026-11-24'],
  ])('%s belongs to the night of %s in Berlin', (instant, date) => {
    expect(nightOf(new Date(instant), BERLIN)).toBe(date);
  });

  it('begins at noon of the day before, also across a clock change', () => {
    expect(nightBegins('2026-10-25', BERLIN).toISOString()).toBe('2026-10-24T10:00:00.000Z');
    expect(nightBegins('2026-10-26', BERLIN).toISOString()).toBe('2026-10-25T11:00:00.000Z');
    expect(lastNights(new Date('2026-11-24T08:42:00Z'), BERLIN, 2)).toEqual(['2026-11-23', '2026-11-24']);
  });
});

describe('the cells of a client', () => {
  const dates = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
  it('are mended by a later good run of the same night and missed in between', () => {
    const events = [
      { night: '2026-11-21', outcome: 'good', jobId: 1 },
      { night: '2026-11-23', outcome: 'failed', jobId: 2 },
      { night: '2026-11-23', outcome: 'good', jobId: 3 },
    ] as const;
    expect(nightCells(dates, events, '2026-11-21').map((cell) => cell.outcome)).toEqual([
      'good',
      'missed',
      'good',
      'none',
    ]);
  });

  it('show the failure when nothing mended it', () => {
    const events = [
      { night: '2026-11-24', outcome: 'good', jobId: 4 },
      { night: '2026-11-24', outcome: 'failed', jobId: 5 },
    ] as const;
    expect(nightCells(dates, events, null).at(-1)).toEqual({ outcome: 'failed', jobId: 5 });
  });
});

describe('the verdict', () => {
  const facts: VerdictFacts = {
    timeZone: BERLIN,
    workerSeenAt: new Date('2026-11-24T08:31:00Z'),
    workerAlive: true,
    clients: 42,
    inside: 42,
    archives: true,
    incidents: 0,
    failedLast: 0,
    tampered: [],
  };
  it.each<[Partial<VerdictFacts>, string]>([
    [{ workerAlive: false }, 'Not known: no worker has reported since 09:31.'],
    [{ clients: 0, inside: 0, archives: false }, 'Nothing is backed up yet.'],
    [{ inside: 39, incidents: 3 }, '39 of 42 clients are inside their objective. Three need you.'],
    [{ failedLast: 2, incidents: 2 }, 'All 42 clients are inside their objective; two last backups failed.'],
    [
      { tampered: ['vault'], inside: 3 },
      'vault was changed by someone else. Decide before anything is removed.',
    ],
    [{}, 'All 42 clients are inside their objective.'],
  ])('%j reads “%s”', (change, sentence) => {
    const verdict = verdictOf({ ...facts, ...change });
    expect([verdict.sentence, verdict.urgent].filter(Boolean).join(' ')).toBe(sentence);
  });
});
