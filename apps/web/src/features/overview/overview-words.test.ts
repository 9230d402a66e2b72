import type { NightCell } from '@borgcube/domain/overview/dashboard';
import { describe, expect, test } from 'vitest';
import { axisLabels, cellWords, nightName, rowSentence } from './night-words.ts';
import { deduplicationWords, lastNightWords, nextStep, storedWords } from './overview-words.ts';

const GIB = 1024 ** 3;
const NARROW = '\u202f';
const cell = (outcome: NightCell['outcome'], jobId: number | null = null): NightCell => ({ outcome, jobId });

describe('nights', () => {
  test('a cell says date, outcome and job', () => {
    expect(cellWords('2026-11-24', cell('failed', 48207))).toBe('24 Nov: failed, job 48207');
    expect(cellWords('2026-11-01', cell('none'))).toBe('1 Nov: none expected');
  });
  test('a row is one sentence', () => {
    expect(rowSentence('web03', [cell('good'), cell('good'), cell('failed')])).toBe(
      'web03: 2 good, 1 failed',
    );
    expect(rowSentence('new01', [cell('none')])).toBe('new01: no nights yet');
  });
  test('the axis names every seventh night and the last', () => {
    const dates = Array.from({ length: 30 }, (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}`);
    expect(axisLabels(dates).map((label) => label.label)).toEqual([
      '1 Nov',
      '8 Nov',
      '15 Nov',
      '22 Nov',
      'last night',
    ]);
    expect(nightName('2026-03-04')).toBe('4 Mar');
  });
});

describe('figures', () => {
  test('what is not known of the last night is left out', () => {
    expect(lastNightWords({ backups: 39, originalSize: 61.3 * GIB, newData: null })).toBe(
      `Last night 39 backups finished, 61.3${NARROW}GiB read.`,
    );
    expect(lastNightWords({ backups: 0, originalSize: null, newData: null })).toBe(
      'Last night no backup finished.',
    );
    expect(lastNightWords(null)).toBeNull();
  });
  test('a share is drawn only where the end is known', () => {
    const stored = {
      repositoryId: 'r',
      name: 'vault',
      deduplicatedSize: 3 * GIB,
      originalSize: 12 * GIB,
      freeSpace: 9 * GIB,
      measuredAt: null,
    };
    expect(storedWords(stored)).toEqual({ share: 0.25, room: `9.00${NARROW}GiB free` });
    expect(storedWords({ ...stored, freeSpace: null }).share).toBeNull();
    expect(deduplicationWords(stored)).toContain('4.00× deduplicated');
    expect(deduplicationWords({ ...stored, deduplicatedSize: null })).toBeNull();
  });
});

test('the next step is the first that is not done', () => {
  expect(
    nextStep([
      { name: 'repository', done: true },
      { name: 'client', done: false },
    ]),
  ).toBe('client');
  expect(nextStep([{ name: 'repository', done: true }])).toBeNull();
});
