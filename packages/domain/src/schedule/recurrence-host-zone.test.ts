import { afterAll, describe, expect, it } from 'vitest';
import { Recurrence } from './recurrence.ts';

const before = process.env.TZ;
afterAll(() => {
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

const HOSTS: [string, number][] = [
  ['UTC', 0],
  ['Europe/Berlin', -60],
  ['America/New_York', 300],
  ['Australia/Lord_Howe', -660],
  ['Pacific/Apia', -780],
];

const CHANGES: [zone: string, start: string, expected: string[]][] = [
  ['Europe/Berlin', '2026-03-28T02:30:00', ['28T01:30', '29T01:30', '30T00:30']],
  ['Europe/Berlin', '2026-10-24T02:30:00', ['24T00:30', '25T00:30', '26T01:30']],
  ['America/New_York', '2026-03-07T02:30:00', ['07T07:30', '08T07:30', '09T06:30']],
  ['America/New_York', '2026-10-31T01:30:00', ['31T05:30', '01T05:30', '02T06:30']],
  ['Australia/Lord_Howe', '2026-10-03T02:15:00', ['02T15:45', '03T15:45', '04T15:15']],
  ['Australia/Lord_Howe', '2026-04-04T01:45:00', ['03T14:45', '04T14:45', '05T15:15']],
];

describe.each(HOSTS)('on a host in %s', (host, minutes) => {
  it.each(CHANGES)('both changes of %s are right from %s', (timeZone, recurrenceStart, expected) => {
    process.env.TZ = host;
    expect(new Date('2026-01-15T12:00:00Z').getTimezoneOffset()).toBe(minutes);
    for (const recurrence of [
      'RRULE:FREQ=DAILY',
      `RRULE:FREQ=DAILY;BYHOUR=${Number(recurrenceStart.slice(11, 13))}`,
    ]) {
      const rule = new Recurrence({ recurrence, recurrenceStart, timeZone });
      const times = rule.take(3, 0).map((time) => new Date(time.instant).toISOString().slice(8, 16));
      expect(times).toEqual(expected);
    }
  });
});
