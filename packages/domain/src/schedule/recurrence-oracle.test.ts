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
const weekStarts = maybe(part('WKST', fc.constantFrom(['MO'], ['SU'], ['WE'])));
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
  // rrule loses the days of weeks that reach into the next year, so those weeks have examples of their own.
  sequence(fc.constant('FREQ=YEARLY'), part('BYWEEKNO', some([2, 9, 20, 35, 51], 2)), weekdays, weekStarts),
  sequence(
    fc.constant('FREQ=YEARLY'),
    months,
    nthWeekdays,
    fc.constantFrom('', ';BYSETPOS=1', ';BYSETPOS=-1'),
  ),
  // Without BYSETPOS: rrule picks from the rest of the first week, RFC 5545 from all of it.
  sequence(fc.constant('FREQ=WEEKLY'), weekdays, weekStarts),
  sequence(fc.constant('FREQ=MONTHLY'), part('BYMONTHDAY', some([-1, -2, -31, 29], 2)), weekdays),
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
    { numRuns: 500 },
  );
});

it.each([
  ['BYWEEKNO=52;BYDAY=SA,WE', ['2021-12-29', '2022-01-01', '2022-12-28', '2022-12-31']],
  ['BYWEEKNO=53;BYDAY=SA,WE', ['2026-12-30', '2027-01-02', '2032-12-29', '2033-01-01']],
  ['BYWEEKNO=1;BYDAY=MO,SU', ['2022-01-03', '2022-01-09', '2023-01-02', '2023-01-08']],
])('counts the weeks of ISO 8601 over the turn of the year: %s', (parts, expected) => {
  const rule = new Recurrence({
    recurrence: `RRULE:FREQ=YEARLY;${parts}`,
    recurrenceStart: '2021-08-27T02:30:00',
    timeZone: 'UTC',
  });
  const days = rule
    .take(4, Date.UTC(2021, 8))
    .map((time) => new Date(time.instant).toISOString().slice(0, 10));
  expect(days).toEqual(expected);
});

it('picks by BYSETPOS from the whole first week', () => {
  const rule = new Recurrence({
    recurrence: 'RRULE:FREQ=WEEKLY;BYDAY=MO,SA;BYSETPOS=1',
    recurrenceStart: '2019-01-01T00:00:00',
    timeZone: 'UTC',
  });
  expect(rule.take(2, 0).map((time) => formatFloatingTime(time.wall).slice(0, 10))).toEqual([
    '2019-01-01',
    '2019-01-07',
  ]);
});

it('agrees with rrule on single dates added and taken away', () => {
  const date = fc.integer({ min: 0, max: 40 }).map((day) => Date.UTC(2021, 2, 1 + day, 2, 30));
  const dates = fc.array(date, { maxLength: 5 });
  fc.assert(
    fc.property(
      dates,
      dates,
      fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=TU,SA'),
      (added, taken, rule) => {
        const start = Date.UTC(2021, 2, 2, 2, 30);
        const compact = (at: number) => formatFloatingTime(at).replace(/[-:]/g, '');
        const lines = [
          `RRULE:${rule}`,
          ...(added.length > 0 ? [`RDATE:${added.map(compact).join(',')}`] : []),
          ...(taken.length > 0 ? [`EXDATE:${taken.map(compact).join(',')}`] : []),
        ].join('\n');
        const ours = new Recurrence({
          recurrence: lines,
          recurrenceStart: formatFloatingTime(start),
          timeZone: 'UTC',
        });
        const text = `DTSTART:${compact(start)}\n${lines}`;
        const set = rrulestr(text.replace(/(T\d{6})(?=,|$)/gm, '$1Z'), { forceset: true });
        const found = set.all((_date, index) => index < 60).map((at) => at.getTime());
        const expected = found.filter((at) => at >= start).slice(0, 20);
        expect(ours.take(20, start - 1).map((time) => time.instant)).toEqual(expected);
      },
    ),
    { numRuns: 200 },
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
