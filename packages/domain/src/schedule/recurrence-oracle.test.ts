import fc from 'fast-check';
import * as rruleModule from 'rrule';
import { expect, it } from 'vitest';
import { Recurrence } from './recurrence.ts';
import { formatFloatingTime } from './wall-time.ts';

// Node loads rrule's UMD build, which has no named exports; bundlers load its ES build, which has no default.
const { rrulestr } = 'default' in rruleModule ? (rruleModule.default as typeof rruleModule) : rruleModule;

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const some = <T>(values: readonly T[], max: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: max });
const part = (name: string, values: fc.Arbitrary<readonly (string | number)[]>) =>
  values.map((list) => `;${name}=${inOrder(list).join(',')}`);
// rrule gives the times of one day in the order in which BYHOUR and BYMINUTE name them.
const inOrder = (list: readonly (string | number)[]) =>
  [...list].sort((one, other) => Number(one) - Number(other));
const maybe = (text: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), text);
const sequence = (...texts: fc.Arbitrary<string>[]) => fc.tuple(...texts).map((list) => list.join(''));

const hours = maybe(part('BYHOUR', some([0, 2, 3, 12, 23], 3)));
const minutes = maybe(part('BYMINUTE', some([0, 15, 30, 45], 2)));
const months = maybe(part('BYMONTH', some([1, 2, 6, 11, 12], 3)));
const weekdays = part('BYDAY', some(WEEKDAYS, 4));
const monthDays = part('BYMONTHDAY', some([1, 13, 28, 30, 31, -1, -5], 3));
const nthWeekdays = part('BYDAY', some(['1MO', '2TU', '-1SU', '5FR', '-2WE'], 2));
const rules = fc.oneof(
  sequence(fc.constant('FREQ=DAILY'), maybe(weekdays), months, hours, minutes),
  sequence(fc.constant('FREQ=WEEKLY'), maybe(weekdays), hours, minutes),
  sequence(fc.constant('FREQ=MONTHLY'), fc.oneof(monthDays, nthWeekdays), months, hours),
  sequence(
    fc.constant('FREQ=MONTHLY'),
    weekdays,
    fc.constantFrom(';BYSETPOS=1', ';BYSETPOS=-1', ';BYSETPOS=2,-2'),
  ),
  sequence(fc.constant('FREQ=YEARLY;BYMONTH=3,10'), fc.oneof(monthDays, nthWeekdays)),
  sequence(fc.constant('FREQ=YEARLY'), maybe(part('BYYEARDAY', some([1, 60, 100, 366, -1], 2)))),
  fc.constantFrom('FREQ=HOURLY', 'FREQ=MINUTELY', 'FREQ=HOURLY;BYMINUTE=0,20'),
);
const ends = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 9 }).map((count) => `;COUNT=${count}`),
  fc.integer({ min: 1, max: 9 }).map((month) => `;UNTIL=20210${month}15T120000Z`),
);
const starts = fc
  .integer({ min: Date.UTC(2019, 0) / 900_000, max: Date.UTC(2021, 0) / 900_000 })
  .map((quarters) => quarters * 900_000);

it('agrees with rrule where no clocks change', () => {
  fc.assert(
    fc.property(rules, fc.integer({ min: 1, max: 4 }), ends, starts, (rule, interval, end, start) => {
      const text = `${rule};INTERVAL=${interval}${end}`;
      const ours = new Recurrence({
        recurrence: `RRULE:${text}`,
        recurrenceStart: formatFloatingTime(start),
        timeZone: 'UTC',
      });
      expect(ours.take(12, start - 1).map((time) => time.instant)).toEqual(theirs(text, start).slice(0, 12));
    }),
    { numRuns: 300 },
  );
});

/** rrule leaves the start out where its rule does not match it; RFC 5545 counts it. */
function theirs(text: string, start: number): number[] {
  const rule = (rest: string) => rrulestr(`RRULE:${rest}`, { dtstart: new Date(start) });
  const isStart =
    rule(text.replace(/;(COUNT|UNTIL)=[^;]*/, ''))
      .after(new Date(start), true)
      ?.getTime() === start;
  const count = Number(/;COUNT=(\d+)/.exec(text)?.[1] ?? Number.NaN);
  if (!isStart && count === 1) return [start];
  const rest = isStart || Number.isNaN(count) ? text : text.replace(`COUNT=${count}`, `COUNT=${count - 1}`);
  const found = rule(rest)
    .all((_date, index) => index < 13)
    .map((date) => date.getTime());
  return isStart ? found : [start, ...found];
}
