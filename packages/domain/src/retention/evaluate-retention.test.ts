import { describe, expect, it } from 'vitest';
import { evaluateRetention } from './evaluate-retention.ts';
import { parseKeepWithin } from './keep-within.ts';
import { keepsNothing, type RetentionRules } from './retention-rules.ts';

const OFF: RetentionRules = {
  keepSecondly: 0,
  keepMinutely: 0,
  keepHourly: 0,
  keepDaily: 0,
  keepWeekly: 0,
  keepMonthly: 0,
  keepYearly: 0,
  keepWithin: null,
  timeZone: 'UTC',
};
const NOW = Date.UTC(2026, 10, 22);

function judge(rules: Partial<RetentionRules>, times: readonly string[], now = NOW) {
  const archives = times.map((time, index) => ({ at: Date.parse(time), name: `a-${index}` }));
  return evaluateRetention({ ...OFF, ...rules }, archives, now).map(({ rule }) => rule);
}

describe('what borg prune keeps', () => {
  it('keeps the last of each day, and the oldest while there are slots left', () => {
    const times = [
      '2026-11-20T23:00:00Z',
      '2026-11-20T02:00:00Z',
      '2026-11-19T02:00:00Z',
      '2026-11-19T01:00:00Z',
    ];
    expect(judge({ keepDaily: 2 }, times)).toEqual(['daily #1', null, 'daily #2', null]);
    expect(judge({ keepDaily: 3 }, times)).toEqual(['daily #1', null, 'daily #2', 'daily[oldest] #3']);
    expect(judge({ keepDaily: -1 }, times)).toEqual(['daily #1', null, 'daily #2', null]);
  });

  it('counts what an earlier rule keeps for no other rule', () => {
    const times = [
      '2026-11-20T02:00:00Z',
      '2026-11-19T02:00:00Z',
      '2026-10-31T02:00:00Z',
      '2026-09-30T02:00:00Z',
    ];
    expect(judge({ keepDaily: 1, keepMonthly: 2 }, times)).toEqual([
      'daily #1',
      null,
      'monthly #1',
      'monthly #2',
    ]);
  });

  it('begins days, weeks and hours as the clocks of the zone say', () => {
    const times = ['2026-11-19T23:30:00Z', '2026-11-19T22:30:00Z'];
    expect(judge({ keepDaily: 1 }, times)).toEqual(['daily #1', null]);
    expect(judge({ keepDaily: -1, timeZone: 'Europe/Berlin' }, times)).toEqual(['daily #1', 'daily #2']);
    const half = ['2026-11-19T10:45:00Z', '2026-11-19T10:15:00Z'];
    expect(judge({ keepHourly: -1 }, half)).toEqual(['hourly #1', null]);
    expect(judge({ keepHourly: -1, timeZone: 'Asia/Kolkata' }, half)).toEqual(['hourly #1', 'hourly #2']);
  });

  it('begins weeks on Monday, across the turn of the year', () => {
    const times = ['2025-01-05T12:00:00Z', '2024-12-30T12:00:00Z', '2024-12-29T12:00:00Z'];
    expect(judge({ keepWeekly: -1 }, times)).toEqual(['weekly #1', null, 'weekly #2']);
  });

  it('keeps what is younger than keep-within, and not what is exactly as old', () => {
    const times = ['2026-11-21T00:00:00.001Z', '2026-11-21T00:00:00Z', '2026-10-21T00:00:00Z'];
    expect(judge({ keepWithin: '24H' }, times)).toEqual(['within #1', null, null]);
    expect(judge({ keepWithin: '1m', keepDaily: 1 }, times)).toEqual(['within #1', 'within #2', 'daily #1']);
  });

  it('takes the greater name first among archives of one time, by code points', () => {
    const at = NOW - 1;
    const names = ['a\u{1F600}', 'a\uFF5E', 'a', 'a-10', 'a-9'];
    const verdicts = evaluateRetention(
      { ...OFF, keepDaily: 1 },
      names.map((name) => ({ at, name })),
      NOW,
    );
    expect(verdicts.map(({ archive }) => archive.name)).toEqual([
      'a\u{1F600}',
      'a\uFF5E',
      'a-9',
      'a-10',
      'a',
    ]);
    expect(verdicts.map(({ keep }) => keep)).toEqual([true, false, false, false, false]);
  });

  it('judges ten thousand archives at once', () => {
    const archives = Array.from({ length: 10_000 }, (_, index) => ({
      at: NOW - index * 3_600_000,
      name: `web01-${10_000 - index}`,
    }));
    const began = performance.now();
    const rules = { ...OFF, keepHourly: 48, keepDaily: 14, keepMonthly: -1, timeZone: 'Australia/Lord_Howe' };
    const kept = evaluateRetention(rules, archives, NOW).filter(({ keep }) => keep);
    expect(kept).toHaveLength(48 + 14 + 13);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

describe("Borg's words", () => {
  it.each([
    ['24H', 24],
    ['10d', 240],
    ['1w', 168],
    ['2m', 2 * 31 * 24],
    ['1y', 8760],
    ['0d', null],
    ['10', null],
    ['d', null],
    ['1h', null],
    ['-1d', null],
    [' 1d', null],
    ['', null],
  ])('%s', (text, hours) => {
    expect(parseKeepWithin(text)).toBe(hours);
  });

  it('knows rules that keep nothing', () => {
    expect(keepsNothing(OFF)).toBe(true);
    expect(keepsNothing({ ...OFF, keepYearly: -1 })).toBe(false);
    expect(keepsNothing({ ...OFF, keepWithin: '1d' })).toBe(false);
  });
});
