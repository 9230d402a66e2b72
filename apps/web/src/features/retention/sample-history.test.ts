import { describe, expect, it } from 'vitest';
import { parseTimes, sampleHistory } from './sample-history.ts';

describe('a made-up history', () => {
  it('ends at the last full hour, newest first', () => {
    const times = sampleHistory('hourly', new Date('2026-11-22T03:40:00Z'));
    expect(times).toHaveLength(1440);
    expect(times.slice(0, 2)).toEqual(['2026-11-22T03:00:00.000Z', '2026-11-22T02:00:00.000Z']);
    expect(sampleHistory('daily', new Date('2026-11-22T03:40:00Z'))[1]).toBe('2026-11-21T03:00:00.000Z');
  });
});

describe('pasted times', () => {
  it('are read as they are written elsewhere', () => {
    const text = '2026-11-22T02:30:00Z\n\n 2026-11-22 02:30:00 \n2026-11-22T03:30+01:00\nMon, yesterday';
    expect(parseTimes(text)).toEqual({
      times: Array(3).fill('2026-11-22T02:30:00.000Z'),
      bad: ['Mon, yesterday'],
    });
  });
});
