import { expect, it } from 'vitest';
import { markOccurrence } from './occurrence-marks.ts';
import { Recurrence } from './recurrence.ts';

it.each([
  [
    'RRULE:FREQ=DAILY',
    'Europe/Berlin',
    '2026-03-29T02:30:00',
    ['2026-03-29T03:30:00', '+02:00', 'CEST'],
    'Clocks go forward: 02:30 does not exist',
  ],
  [
    'RRULE:FREQ=DAILY',
    'Europe/Berlin',
    '2026-10-25T02:30:00',
    ['2026-10-25T02:30:00', '+02:00', 'CEST'],
    'Clocks go back: 02:30 comes twice, this is the first',
  ],
  [
    'RRULE:FREQ=DAILY',
    'America/New_York',
    '2026-11-22T02:30:00',
    ['2026-11-22T02:30:00', '-05:00', 'EST'],
    null,
  ],
  [
    'RRULE:FREQ=DAILY',
    'Australia/Lord_Howe',
    '2026-10-04T02:15:00',
    ['2026-10-04T02:45:00', '+11:00', 'LHDT'],
    'Clocks go forward: 02:15 does not exist',
  ],
])('marks %s in %s from %s', (recurrence, timeZone, recurrenceStart, [wall, offset, zone], reason) => {
  const [time] = new Recurrence({ recurrence, recurrenceStart, timeZone }).take(1, 0);
  expect(time && markOccurrence(time, timeZone)).toMatchObject({ wall, offset, zone, reason });
});

it('tells the two passes of a doubled hour apart', () => {
  const rule = new Recurrence({
    recurrence: 'RRULE:FREQ=HOURLY',
    recurrenceStart: '2026-10-25T02:30:00',
    timeZone: 'Europe/Berlin',
  });
  const marks = rule.take(3, 0).map((time) => markOccurrence(time, 'Europe/Berlin'));
  expect(marks.map((mark) => [mark.wall, mark.offset, mark.doubled, mark.reason])).toEqual([
    ['2026-10-25T02:30:00', '+02:00', true, 'Clocks go back: 02:30 comes twice, this is the first'],
    ['2026-10-25T02:30:00', '+01:00', true, 'Clocks go back: 02:30 comes twice, this is the second'],
    ['2026-10-25T03:30:00', '+01:00', false, null],
  ]);
});
