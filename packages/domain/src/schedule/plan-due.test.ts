import { expect, it } from 'vitest';
import { planDue } from './plan-due.ts';
import { Recurrence } from './recurrence.ts';

const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const DAILY = { recurrence: 'RRULE:FREQ=DAILY', recurrenceStart: '2026-11-01T02:00:00', timeZone: 'UTC' };

function plan(
  misfire: 'run-once' | 'skip',
  times: { nextAt: string; now: string; watchedSince: string },
  rule = DAILY,
) {
  const { rows, next } = planDue({
    recurrence: new Recurrence(rule),
    misfire,
    nextAt: at(times.nextAt),
    now: at(times.now),
    watchedSince: at(times.watchedSince),
  });
  return { rows: rows.map((row) => `${new Date(row.instant).getUTCDate()} ${row.state}`), next, all: rows };
}

const absent = { nextAt: '02T02:00:00', now: '04T09:00:00', watchedSince: '04T08:59:00' };

it('runs one for three that were missed, and says of each what became of it', () => {
  const { rows, next, all } = plan('run-once', absent);
  expect(rows).toEqual(['2 skipped', '3 skipped', '4 due']);
  expect(next).toBe(at('05T02:00:00'));
  expect(all.map((row) => row.reason)).toEqual([
    'Missed while no scheduler ran; one run made up for all that were.',
    'Missed while no scheduler ran; one run made up for all that were.',
    'Runs late, for 3 that were missed while no scheduler ran.',
  ]);
});

it('runs none of those that were missed when it is to skip them', () => {
  expect(plan('skip', absent).rows).toEqual(['2 skipped', '3 skipped', '4 skipped']);
});

it('runs what comes under the eyes of a scheduler however late it gets to it', () => {
  const watched = { ...absent, watchedSince: '01T00:00:00' };
  expect(plan('skip', watched).rows).toEqual(['2 due', '3 due', '4 due']);
});

it('lists a bounded number after a long absence, and still runs the latest once', () => {
  const rule = { ...DAILY, recurrence: 'RRULE:FREQ=SECONDLY' };
  const times = { nextAt: '02T02:00:00', now: '04T09:00:00', watchedSince: '04T09:00:01' };
  const { all, next } = plan('run-once', times, rule);
  expect(all).toHaveLength(201);
  expect(all.filter((row) => row.state === 'due').map((row) => row.instant)).toEqual([at('04T09:00:00')]);
  expect(next).toBe(at('04T09:00:01'));
});
