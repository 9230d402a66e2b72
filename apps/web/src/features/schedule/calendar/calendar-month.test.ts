import type { CalendarOccurrence, ScheduleCalendar } from '@borgcube/domain/schedule/schedule-calendar';
import { expect, test } from 'vitest';
import {
  dayNumber,
  groupDays,
  longDayWords,
  monthWeeks,
  monthWords,
  nextMonth,
  rangeOf,
} from './calendar-month.ts';

test('a month is whole weeks from Monday on', () => {
  const weeks = monthWeeks('2026-11');
  expect(weeks).toHaveLength(6);
  expect(weeks[0]?.[0]).toBe('2026-10-26');
  expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
  expect(monthWeeks('2027-02').flat()).toHaveLength(28);
});

test('months go on over the turn of the year', () => {
  expect(nextMonth('2026-12', 1)).toBe('2027-01');
  expect(nextMonth('2026-01', -1)).toBe('2025-12');
});

test('words', () => {
  expect(monthWords('2026-11')).toBe('November 2026');
  expect(longDayWords('2026-11-29')).toBe('Sunday 29 November');
  expect([dayNumber('2026-12-01'), dayNumber('2026-12-02')]).toEqual(['1 Dec', '2']);
});

test('the range holds the days in every zone', () => {
  const { from, to } = rangeOf(['2026-11-01', '2026-11-02']);
  expect(from < '2026-10-31T10:00:00.000Z' && to > '2026-11-03T12:00:00.000Z').toBe(true);
});

const at = (instant: string, scheduleId = 's'): CalendarOccurrence => ({
  scheduleId,
  name: scheduleId,
  instant,
  state: 'coming',
  outcome: null,
  reason: null,
  jobs: 2,
  blocks: [],
  wait: null,
});
const calendar = (occurrences: CalendarOccurrence[]): ScheduleCalendar => ({
  from: '',
  to: '',
  occurrences,
  frequent: [],
  clockChanges: [],
  leftOut: [],
});

test('a day is the day on the wall', () => {
  const days = groupDays(calendar([at('2026-11-28T23:30:00.000Z')]), 'Europe/Berlin');
  expect(days.get('2026-11-29')?.entries).toMatchObject([{ time: '00:30' }]);
  expect(days.get('2026-11-29')?.load[0]).toEqual({ starts: 2, waits: false });
});

test('what runs often that day is told once', () => {
  const hourly = Array.from({ length: 6 }, (_, hour) => at(`2026-11-29T0${hour}:05:00.000Z`, 'hourly'));
  const day = groupDays(calendar([...hourly, at('2026-11-29T02:00:00.000Z')]), 'UTC').get('2026-11-29');
  expect(day?.entries).toHaveLength(1);
  expect(day?.often).toMatchObject([{ name: 'hourly', times: 6 }]);
});
