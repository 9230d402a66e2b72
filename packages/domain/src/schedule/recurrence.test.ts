import { describe, expect, it } from 'vitest';
import { firstOccurrence, Recurrence } from './recurrence.ts';

function instants(
  recurrence: string,
  start: string,
  timeZone: string,
  count: number,
  after?: string,
): string[] {
  const rule = new Recurrence({ recurrence, recurrenceStart: start, timeZone });
  const from = after === undefined ? Date.parse('1960-01-01T00:00:00Z') : Date.parse(after);
  return rule.take(count, from).map((time) => new Date(time.instant).toISOString().replace('.000Z', 'Z'));
}

describe('wall time across clock changes', () => {
  it.each([
    [
      'Berlin, forward: 02:30 becomes 03:30',
      'Europe/Berlin',
      '2026-03-28T02:30:00',
      ['2026-03-28T01:30:00Z', '2026-03-29T01:30:00Z', '2026-03-30T00:30:00Z'],
    ],
    [
      'Berlin, back: 02:30 runs once, at the first',
      'Europe/Berlin',
      '2026-10-24T02:30:00',
      ['2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ],
    [
      'New York, forward',
      'America/New_York',
      '2026-03-07T02:30:00',
      ['2026-03-07T07:30:00Z', '2026-03-08T07:30:00Z', '2026-03-09T06:30:00Z'],
    ],
    [
      'New York, back',
      'America/New_York',
      '2026-10-31T01:30:00',
      ['2026-10-31T05:30:00Z', '2026-11-01T05:30:00Z', '2026-11-02T06:30:00Z'],
    ],
    [
      'Lord Howe, forward by half an hour: 02:15 becomes 02:45',
      'Australia/Lord_Howe',
      '2026-10-03T02:15:00',
      ['2026-10-02T15:45:00Z', '2026-10-03T15:45:00Z', '2026-10-04T15:15:00Z'],
    ],
    [
      'Lord Howe, back by half an hour: 01:45 runs once, at the first',
      'Australia/Lord_Howe',
      '2026-04-04T01:45:00',
      ['2026-04-03T14:45:00Z', '2026-04-04T14:45:00Z', '2026-04-05T15:15:00Z'],
    ],
  ])('%s', (_name, timeZone, start, expected) => {
    expect(instants('RRULE:FREQ=DAILY', start, timeZone, 3)).toEqual(expected);
    expect(instants(`RRULE:FREQ=DAILY;BYHOUR=${Number(start.slice(11, 13))}`, start, timeZone, 3)).toEqual(
      expected,
    );
  });

  it('runs a time that was moved over a gap once, in order with the times that it met there', () => {
    const times = instants(
      'RRULE:FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30',
      '2026-03-29T02:00:00',
      'Europe/Berlin',
      3,
    );
    expect(times).toEqual(['2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z', '2026-03-30T00:00:00Z']);
  });

  it('still finds a moved time when asked from inside the moved hour', () => {
    const after = '2026-03-29T01:10:00Z';
    expect(instants('RRULE:FREQ=DAILY', '2026-03-01T02:30:00', 'Europe/Berlin', 1, after)).toEqual([
      '2026-03-29T01:30:00Z',
    ]);
  });

  it('does not run a doubled time again when asked from its second pass', () => {
    const after = '2026-10-25T01:00:00Z';
    expect(instants('RRULE:FREQ=DAILY', '2026-10-01T02:30:00', 'Europe/Berlin', 1, after)).toEqual([
      '2026-10-26T01:30:00Z',
    ]);
  });
});

describe('rules within a day count elapsed time', () => {
  it.each([
    [
      'hourly, Berlin forward',
      'RRULE:FREQ=HOURLY',
      '2026-03-29T01:30:00',
      'Europe/Berlin',
      ['2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z', '2026-03-29T02:30:00Z'],
    ],
    [
      'hourly, Berlin back',
      'RRULE:FREQ=HOURLY',
      '2026-10-25T01:30:00',
      'Europe/Berlin',
      ['2026-10-24T23:30:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ],
    [
      'each 20 minutes, Lord Howe back',
      'RRULE:FREQ=MINUTELY;INTERVAL=20',
      '2026-04-05T01:20:00',
      'Australia/Lord_Howe',
      ['2026-04-04T14:20:00Z', '2026-04-04T14:40:00Z', '2026-04-04T15:00:00Z'],
    ],
    [
      'twice an hour, by minute',
      'RRULE:FREQ=HOURLY;BYMINUTE=5,20',
      '2026-10-25T01:05:00',
      'Europe/Berlin',
      ['2026-10-24T23:05:00Z', '2026-10-24T23:20:00Z', '2026-10-25T00:05:00Z'],
    ],
    [
      'an excluded hour',
      'RRULE:FREQ=HOURLY\nEXDATE:20261122T030000',
      '2026-11-22T02:00:00',
      'UTC',
      ['2026-11-22T02:00:00Z', '2026-11-22T04:00:00Z', '2026-11-22T05:00:00Z'],
    ],
  ])('%s', (_name, rule, start, timeZone, expected) => {
    expect(instants(rule, start, timeZone, 3)).toEqual(expected);
  });
});

describe('start, end and named dates', () => {
  it.each([
    [
      'the start is the first occurrence and counts though the rule does not match it',
      'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=3',
      '2026-11-22T02:30:00',
      ['2026-11-22T02:30:00Z', '2026-11-23T02:30:00Z', '2026-11-30T02:30:00Z'],
    ],
    [
      'a start that the rule matches counts once',
      'RRULE:FREQ=DAILY;COUNT=2',
      '2026-11-22T02:30:00',
      ['2026-11-22T02:30:00Z', '2026-11-23T02:30:00Z'],
    ],
    ['one alone', 'RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=1', '2026-11-22T02:30:00', ['2026-11-22T02:30:00Z']],
    [
      'dates alone, to the second',
      'RDATE:20261224T180007,20261123T000001',
      '2026-11-22T02:30:05',
      ['2026-11-22T02:30:05Z', '2026-11-23T00:00:01Z', '2026-12-24T18:00:07Z'],
    ],
    [
      'dates before the start are no occurrences',
      'RDATE:20261101T000000',
      '2026-11-22T02:30:00',
      ['2026-11-22T02:30:00Z'],
    ],
    [
      'EXDATE takes away, COUNT counts what was taken',
      'RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261123T023000',
      '2026-11-22T02:30:00',
      ['2026-11-22T02:30:00Z', '2026-11-24T02:30:00Z'],
    ],
    [
      'UNTIL is inclusive',
      'RRULE:FREQ=DAILY;UNTIL=20261123T023000',
      '2026-11-22T02:30:00',
      ['2026-11-22T02:30:00Z', '2026-11-23T02:30:00Z'],
    ],
    [
      'a rule that never matches leaves the start',
      'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      '2026-11-22T02:30:00',
      ['2026-11-22T02:30:00Z'],
    ],
    [
      'several rules',
      'RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1\nRDATE:20261125T000000',
      '2026-11-22T02:30:00',
      [
        '2026-11-22T02:30:00Z',
        '2026-11-23T02:30:00Z',
        '2026-11-25T00:00:00Z',
        '2026-12-01T02:30:00Z',
        '2027-01-01T02:30:00Z',
      ],
    ],
  ])('%s', (_name, rule, start, expected) => {
    expect(instants(rule, start, 'UTC', 5)).toEqual(expected);
  });

  it('reads UNTIL in UTC as an instant, without Z as time on the wall, and a date as that whole day', () => {
    const start = '2026-11-22T02:30:00';
    const last = (until: string) =>
      instants(`RRULE:FREQ=DAILY;UNTIL=${until}`, start, 'Europe/Berlin', 9).at(-1);
    expect(last('20261124')).toBe('2026-11-24T01:30:00Z');
    expect(last('20261124T023000')).toBe('2026-11-24T01:30:00Z');
    expect(last('20261124T013000Z')).toBe('2026-11-24T01:30:00Z');
    expect(last('20261124T012959Z')).toBe('2026-11-23T01:30:00Z');
    const hourly = (until: string) =>
      instants(`RRULE:FREQ=HOURLY;UNTIL=${until}`, start, 'Europe/Berlin', 9).length;
    expect(hourly('20261122T043000')).toBe(3);
    expect(hourly('20261122T043000Z')).toBe(4);
  });

  it('knows no occurrence before the moment from which a schedule holds', () => {
    const input = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-20T02:30:00', timeZone: 'UTC' };
    expect(firstOccurrence(input, Date.parse('2026-11-22T02:30:00Z'))).toBe(
      Date.parse('2026-11-22T02:30:00Z'),
    );
    expect(firstOccurrence(input, Date.parse('2026-11-22T02:30:01Z'))).toBe(
      Date.parse('2026-11-23T02:30:00Z'),
    );
  });

  it('ends where years have four digits', () => {
    expect(instants('RRULE:FREQ=DAILY', '9999-12-29T02:30:00', 'Europe/Berlin', 5)).toEqual([
      '9999-12-29T01:30:00Z',
      '9999-12-30T01:30:00Z',
    ]);
    expect(instants('RDATE:99991231T235959', '9999-12-31T12:00:00', 'America/Los_Angeles', 5)).toEqual([]);
  });

  it('proposes the first time that the rule itself matches', () => {
    const input = { recurrenceStart: '2026-11-22T02:30:00', timeZone: 'Europe/Berlin' };
    const proposed = new Recurrence({
      ...input,
      recurrence: 'RRULE:FREQ=MONTHLY;BYDAY=-1SU',
    }).suggestedStart();
    expect(proposed).toBe(Date.parse('2026-11-29T02:30:00Z'));
    expect(new Recurrence({ ...input, recurrence: 'RDATE:20261224T023000' }).suggestedStart()).toBeNull();
  });
});
