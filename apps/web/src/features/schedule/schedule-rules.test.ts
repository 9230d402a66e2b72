import { describe, expect, test } from 'vitest';
import { firstMatch } from './first-match.ts';
import { floatingTime, isTimeZone } from './floating-time.ts';
import { dayWords, timeWords, utcWords } from './occurrence-words.ts';
import { type BuilderRule, readRule, ruleText } from './rule-builder.ts';

const START = '2026-11-29T02:30:00';

const RULES: [BuilderRule, string][] = [
  [{ preset: 'daily', every: 1 }, 'RRULE:FREQ=DAILY'],
  [{ preset: 'daily', every: 3 }, 'RRULE:FREQ=DAILY;INTERVAL=3'],
  [{ preset: 'weekdays' }, 'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  [{ preset: 'weekly', every: 2, days: ['MO', 'SU'] }, 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU'],
  [{ preset: 'monthDay', every: 1, day: -1 }, 'RRULE:FREQ=MONTHLY;BYMONTHDAY=-1'],
  [{ preset: 'monthWeekday', every: 1, nth: -1, weekday: 'SU' }, 'RRULE:FREQ=MONTHLY;BYDAY=-1SU'],
  [{ preset: 'hourly', every: 4 }, 'RRULE:FREQ=HOURLY;INTERVAL=4'],
  [{ preset: 'once' }, 'RDATE:20261129T023000'],
];

describe('controls and rules say the same', () => {
  test.each(RULES)('%o', (rule, text) => {
    expect(ruleText(rule, START)).toBe(text);
    expect(readRule(text, START)).toEqual(rule);
  });
  test.each([
    'RRULE:FREQ=DAILY;BYHOUR=2,14',
    'RRULE:FREQ=DAILY;COUNT=3',
    'RRULE:FREQ=WEEKLY',
    'RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=3',
    'RRULE:FREQ=DAILY\nEXDATE:20261130T023000',
    'RRULE:FREQ=MONTHLY;BYDAY=6SU',
    'RDATE:20270101T000000',
    'every day',
  ])('%s is left as text', (text) => {
    expect(readRule(text, START)).toBeNull();
  });
});

describe('the start proposes the first time the rule matches', () => {
  const now = '2026-11-24T09:42:00';
  test.each<[BuilderRule, string, string]>([
    [{ preset: 'daily', every: 1 }, '02:30', '2026-11-25T02:30:00'],
    [{ preset: 'daily', every: 1 }, '23:00', '2026-11-24T23:00:00'],
    [{ preset: 'weekdays' }, '09:00', '2026-11-25T09:00:00'],
    [{ preset: 'weekly', every: 1, days: ['SU'] }, '02:30', '2026-11-29T02:30:00'],
    [{ preset: 'monthDay', every: 1, day: 31 }, '02:30', '2026-12-31T02:30:00'],
    [{ preset: 'monthDay', every: 1, day: -1 }, '02:30', '2026-11-30T02:30:00'],
    [{ preset: 'monthWeekday', every: 1, nth: -1, weekday: 'SU' }, '02:30', '2026-11-29T02:30:00'],
    [{ preset: 'monthWeekday', every: 1, nth: 1, weekday: 'MO' }, '02:30', '2026-12-07T02:30:00'],
    [{ preset: 'yearly', every: 1, month: 3, day: 31 }, '02:30', '2027-03-31T02:30:00'],
    [{ preset: 'minutely', every: 15 }, '09:45', '2026-11-24T09:45:00'],
  ])('%o at %s', (rule, time, start) => {
    expect(firstMatch(rule, now, time)).toBe(start);
  });
});

test('an occurrence is a day, a time and its instant', () => {
  expect(dayWords('2026-11-29T02:30:00')).toBe('Sun 29 Nov 2026');
  expect(timeWords('2026-11-29T02:30:00')).toBe('02:30');
  expect(timeWords('2026-11-29T02:30:15')).toBe('02:30:15');
  expect(utcWords('2026-11-29T01:30:00.000Z')).toBe('01:30Z');
});

test('wall clocks of zones', () => {
  expect(floatingTime(new Date('2026-11-24T23:30:00Z'), 'Asia/Kolkata')).toBe('2026-11-25T05:00:00');
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Europe/Nowhere')).toBe(false);
});
