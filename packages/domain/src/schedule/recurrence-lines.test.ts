import { expect, it } from 'vitest';
import { Recurrence } from './recurrence.ts';
import { parseRecurrence } from './recurrence-lines.ts';

it.each([
  ['', 'needs an RRULE or an RDATE'],
  ['EXDATE:20261122T023000', 'needs an RRULE or an RDATE'],
  ['FREQ=DAILY', 'starts with RRULE:'],
  ['RRULE:INTERVAL=2', 'needs FREQ'],
  ['RRULE:FREQ=FORTNIGHTLY', 'FREQ is one of'],
  ['RRULE:FREQ=DAILY;INTERVAL=0', 'INTERVAL takes 1 to'],
  ['RRULE:FREQ=DAILY;COUNT=3;UNTIL=20261122T023000', 'not by both'],
  ['RRULE:FREQ=DAILY;UNTIL=20261131', 'UNTIL is a date, or a date and a time'],
  ['RRULE:FREQ=DAILY;UNTIL=20261131T000000', 'UNTIL is a date, or a date and a time'],
  ['RRULE:FREQ=DAILY;BYHOUR=24', 'BYHOUR takes 0 to 23, not 24.'],
  ['RRULE:FREQ=DAILY;BYMONTHDAY=0', 'BYMONTHDAY takes 1 to 31, or −1 to −31 from the end, not 0.'],
  ['RRULE:FREQ=DAILY;BYHOUR=2;BYHOUR=3', 'BYHOUR stands twice'],
  ['RRULE:FREQ=DAILY;BYEASTER=1', 'BYEASTER is no part'],
  ['RRULE:FREQ=DAILY;BYDAY=1MO', 'goes with FREQ=MONTHLY and FREQ=YEARLY only'],
  ['RRULE:FREQ=MONTHLY;BYDAY=6MO', 'at most five'],
  ['RRULE:FREQ=MONTHLY;BYWEEKNO=3', 'BYWEEKNO goes with FREQ=YEARLY only'],
  ['RRULE:FREQ=YEARLY;BYWEEKNO=20', 'BYWEEKNO needs BYDAY'],
  ['RRULE:FREQ=YEARLY;BYDAY=53MO', 'not 53MO'],
  ['RRULE:FREQ=DAILY;COUNT=20000', 'COUNT goes up to 10,000'],
  ['RRULE:FREQ=MONTHLY;BYSETPOS=1', 'BYSETPOS picks'],
  ['RRULE:FREQ=HOURLY;BYDAY=MO', 'cannot be bound to days or hours (BYDAY)'],
  ['RRULE:FREQ=MINUTELY;BYHOUR=8;BYMONTH=1', '(BYMONTH, BYHOUR)'],
  ['RDATE:20261122', 'RDATE takes local times'],
  ['EXDATE:20261122T023000Z\nRRULE:FREQ=DAILY', 'Line 1: EXDATE takes local times'],
  ['RDATE;TZID=Europe/Berlin:20261122T023000', 'RDATE;TZID=EUROPE/BERLIN is not taken'],
  ['DTSTART:20261122T023000\nRRULE:FREQ=DAILY', 'Line 1: DTSTART is left out'],
])('refuses %j with words', (text, words) => {
  expect(() => parseRecurrence(text)).toThrow(words);
});

it('refuses BYMINUTE within the hour where clocks change by half an hour', () => {
  const input = { recurrence: 'RRULE:FREQ=HOURLY;BYMINUTE=0,30', recurrenceStart: '2026-11-22T02:00:00' };
  expect(() => new Recurrence({ ...input, timeZone: 'Australia/Lord_Howe' })).toThrow('less than an hour');
  expect(() => new Recurrence({ ...input, timeZone: 'Asia/Kathmandu' })).not.toThrow();
});

it.each(['Mars/Olympus', '+01:00', ''])('refuses the zone %j', (timeZone) => {
  const input = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-22T02:00:00', timeZone };
  expect(() => new Recurrence(input)).toThrow('There is no time zone');
});

it('refuses a start that is on no calendar', () => {
  const input = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-02-30T02:00:00', timeZone: 'UTC' };
  expect(() => new Recurrence(input)).toThrow('no local time 2026-02-30');
});

it('takes several lines, folded lines, lower case and Windows line ends', () => {
  const lines = parseRecurrence(
    'rrule:freq=daily;\r\n interval=2\r\nRDATE;VALUE=DATE-TIME:20261122T023000,\r\n\t20261123T023000\r\n',
  );
  expect(lines.rules[0]).toMatchObject({ frequency: 'DAILY', interval: 2 });
  expect(lines.extra).toEqual([Date.parse('2026-11-22T02:30:00Z'), Date.parse('2026-11-23T02:30:00Z')]);
});
