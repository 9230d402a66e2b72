import { expect, it } from 'vitest';
import { describeRecurrence } from './recurrence-words.ts';

const START = '2026-11-22T02:30:00';

it.each([
  ['RRULE:FREQ=DAILY', 'every day at 02:30'],
  ['RRULE:FREQ=DAILY;INTERVAL=2', 'every 2 days at 02:30'],
  ['RRULE:FREQ=DAILY;BYHOUR=14,2;BYMINUTE=30', 'every day at 02:30 and 14:30'],
  ['RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30', 'every day at 6 times'],
  ['RRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'every weekday at 02:30'],
  ['RRULE:FREQ=DAILY;BYMONTH=12,1', 'every day in January and December at 02:30'],
  ['RRULE:FREQ=DAILY;BYMONTHDAY=1,15', 'the 1st and 15th of each month at 02:30'],
  ['RRULE:FREQ=DAILY;INTERVAL=3;BYDAY=SA', 'every 3 days that is a Saturday at 02:30'],
  ['RRULE:FREQ=WEEKLY', 'every Sunday at 02:30'],
  ['RRULE:FREQ=WEEKLY;BYDAY=FR,MO', 'every Monday and Friday at 02:30'],
  ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU', 'every 2 weeks on Saturday and Sunday at 02:30'],
  ['RRULE:FREQ=MONTHLY', 'the 22nd of each month at 02:30'],
  ['RRULE:FREQ=MONTHLY;BYDAY=-1SU', 'the last Sunday of each month at 02:30'],
  ['RRULE:FREQ=MONTHLY;BYMONTHDAY=-1', 'the last day of each month at 02:30'],
  ['RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1', 'the 1st of every 3rd month at 02:30'],
  ['RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'the last weekday of each month at 02:30'],
  ['RRULE:FREQ=MONTHLY;BYDAY=1MO,3MO', 'the 1st Monday and the 3rd Monday of each month at 02:30'],
  ['RRULE:FREQ=YEARLY', 'every year on the 22nd of November at 02:30'],
  ['RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU', 'every year on the last Sunday in March at 02:30'],
  ['RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', 'every year on Monday of week 20 at 02:30'],
  ['RRULE:FREQ=HOURLY', 'every hour at :30'],
  ['RRULE:FREQ=HOURLY;INTERVAL=6', 'every 6 hours from 02:30 on'],
  ['RRULE:FREQ=MINUTELY;INTERVAL=15', 'every 15 minutes'],
  ['RRULE:FREQ=DAILY;COUNT=3', 'every day at 02:30, 3 times in all'],
  ['RRULE:FREQ=DAILY;UNTIL=20271231T235959', 'every day at 02:30, until 31 Dec 2027'],
  ['RRULE:FREQ=DAILY;UNTIL=20271231', 'every day at 02:30, until 31 Dec 2027'],
  ['RRULE:FREQ=DAILY;UNTIL=20271231T230000Z', 'every day at 02:30, until 31 Dec 2027 23:00 UTC'],
  ['RDATE:20261224T180000', 'on 22 Nov 2026 at 02:30 and 24 Dec 2026 at 18:00'],
  ['RRULE:FREQ=DAILY\nRDATE:20261224T180000', 'every day at 02:30, and on 24 Dec 2026 at 18:00'],
  ['RRULE:FREQ=DAILY\nEXDATE:20261224T023000', 'every day at 02:30, except 24 Dec 2026 at 02:30'],
])('says %s as “%s”', (recurrence, words) => {
  expect(describeRecurrence(recurrence, START)).toBe(words);
});
