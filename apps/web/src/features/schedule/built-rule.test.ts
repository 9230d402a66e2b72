import { describe, expect, test } from 'vitest';
import { builtText, readBuilt } from './built-rule.ts';

const START = '2026-11-29T02:30:00';

describe('what the controls read is written as it was', () => {
  test.each([
    'RRULE:FREQ=DAILY',
    'RRULE:FREQ=DAILY;COUNT=3',
    'RRULE:FREQ=DAILY;UNTIL=20271231T235959',
    'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=1,6',
    'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU;COUNT=4',
    'RRULE:FREQ=DAILY\nEXDATE:20261224T023000',
    'RRULE:FREQ=MONTHLY;BYDAY=5SU',
    'RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31',
    'RRULE:FREQ=MINUTELY;INTERVAL=15',
    'RDATE:20261129T023000',
  ])('%j', (text) => {
    const built = readBuilt(text, START);
    expect(built).not.toBeNull();
    expect(built && builtText(built, START)).toBe(text);
  });
});

test.each([
  'RRULE:FREQ=DAILY;BYHOUR=2,14',
  'RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
  'RRULE:FREQ=DAILY;UNTIL=20271231T120000Z',
  'RRULE:FREQ=DAILY;COUNT=3;UNTIL=20271231T235959',
  'RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY',
  'RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO',
  'every day',
])('%j is left to the rule as text', (text) => {
  expect(readBuilt(text, START)).toBeNull();
});

test('a date as the end is its last second', () => {
  expect(readBuilt('RRULE:FREQ=DAILY;UNTIL=20271231', START)?.end).toEqual({
    kind: 'until',
    day: '2027-12-31',
  });
});
