import { describe, expect, test } from 'vitest';
import { counted, formatCount, formatPercent } from './count.ts';
import { formatAge, formatDuration, formatEta } from './duration.ts';
import { endAt } from './end-at.ts';
import { formatDay, formatInstant, formatInstantFull, formatRelative } from './instant.ts';
import { cutMiddle } from './middle-cut.ts';
import { formatBytes, formatRate, formatSize } from './size.ts';

const GIB = 1024 ** 3;
const MIN = 60_000;
const HOUR = 60 * MIN;
const NOW = new Date('2026-11-24T08:42:00Z');
const BERLIN = 'Europe/Berlin';

describe('sizes', () => {
  test('three significant digits and a narrow space', () => {
    expect(formatSize(1.9 * GIB)).toBe('1.90\u202fGiB');
    expect(formatSize(31.44 * GIB)).toBe('31.4\u202fGiB');
    expect(formatSize(119.2 * GIB)).toBe('119\u202fGiB');
    expect(formatSize(0)).toBe('0\u202fB');
    expect(formatSize(412)).toBe('412\u202fB');
  });
  test('never four digits before the unit', () => {
    expect(formatSize(1000)).toBe('0.977\u202fKiB');
    expect(formatSize(1023.9 * 1024)).toBe('1.00\u202fMiB');
    expect(formatSize(-2048)).toBe('−2.00\u202fKiB');
  });
  test('rates and exact bytes', () => {
    expect(formatRate(118 * 1024 ** 2)).toBe('118\u202fMiB/s');
    expect(formatBytes(2040109465)).toBe('2,040,109,465 bytes');
    expect(formatBytes(1)).toBe('1 byte');
  });
});

test('counts and percents', () => {
  expect(formatCount(84211)).toBe('84,211');
  expect(counted(1, 'file')).toBe('1 file');
  expect(counted(3, 'entry', 'entries')).toBe('3 entries');
  expect(formatPercent(62.9)).toBe('62\u202f%');
  expect(formatPercent(0.2)).toBe('under 1\u202f%');
  expect(formatPercent(99.99)).toBe('99\u202f%');
});

test('durations name two units at most', () => {
  expect(formatDuration(300)).toBe('under 1 s');
  expect(formatDuration(41_000)).toBe('41 s');
  expect(formatDuration(250_000)).toBe('4 min 10 s');
  expect(formatDuration(4 * MIN)).toBe('4 min');
  expect(formatDuration(110 * MIN)).toBe('1 h 50 min');
  expect(formatEta(6.2 * MIN)).toBe('about 6 min');
  expect(formatEta(110 * MIN)).toBe('about 1 h 50 min');
});

test('ages change their unit at 48 hours', () => {
  expect(formatAge(42 * MIN)).toBe('42 min');
  expect(formatAge(47.9 * HOUR)).toBe('47 h');
  expect(formatAge(79 * HOUR)).toBe('3 d 7 h');
});

describe('instants', () => {
  const lastNight = new Date('2026-11-23T01:10:04Z');
  test('the whole truth names zone and UTC', () => {
    expect(formatInstantFull(lastNight, BERLIN)).toBe('Mon 23 Nov 2026, 02:10:04 CET (01:10:04Z)');
    expect(formatInstantFull(lastNight, 'America/New_York')).toContain('EST');
  });
  test('the year shows only when it is another', () => {
    expect(formatInstant(lastNight, NOW, BERLIN)).toBe('Mon 23 Nov, 02:10');
    expect(formatDay(new Date('2025-02-03T08:00:00Z'), NOW, BERLIN)).toBe('3 Feb 2025');
  });
  test('relative up to a week, then the date', () => {
    expect(formatRelative(new Date(NOW.getTime() - 42 * MIN), NOW, BERLIN)).toBe('42 min ago');
    expect(formatRelative(lastNight, NOW, BERLIN)).toBe('31 h ago');
    expect(formatRelative(new Date(NOW.getTime() + 18 * MIN), NOW, BERLIN)).toBe('in 18 min');
    expect(formatRelative(new Date('2026-11-10T08:00:00Z'), NOW, BERLIN)).toBe('10 Nov');
  });
});

test('a long path keeps its file name', () => {
  expect(cutMiddle('/etc/hosts', 40)).toBe('/etc/hosts');
  const cut = cutMiddle('/var/vmail/example.org/h.okafor/Maildir/cur/1763948112.mail01', 40);
  expect(cut).toHaveLength(40);
  expect(cut.startsWith('/var/vmail')).toBe(true);
  expect(cut.endsWith('…/1763948112.mail01')).toBe(true);
  expect(cutMiddle('a'.repeat(50), 10)).toHaveLength(10);
});

test('what is kept in sight of a long text is its file name, or its last letters, never half a letter', () => {
  const end = (text: string) => text.slice(endAt(text));

  expect(end('short.txt')).toBe('short.txt');
  expect(end('/var/vmail/example.org/h.okafor/cur/1763948112.mail01')).toBe('/1763948112.mail01');
  expect(end('var/www/a folder with a long name/')).toBe('/a folder with a long name/');
  expect(end('photo-of-the-front-side-of-it@2x.webp')).toBe('-of-it@2x.webp');
  expect(end(`/srv/${'a'.repeat(60)}.tar.zst`)).toBe('aaaaaa.tar.zst');
  expect(end(`${'a'.repeat(30)}🧊thirteen.webp`)).toBe('🧊thirteen.webp');
});
