import { isSubDaily, type RecurrenceRule, WEEKDAYS } from './recurrence-rule.ts';

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { HOURLY: 3_600_000, MINUTELY: 60_000, SECONDLY: 1000 };
/** Days looked at before a rule is taken to never match again: more than 50 years. */
const DAYS_MAX = 20_000;

/** The first match after `after`, on a time line without clock changes; null: there is none. */
export type PlainNext = (after: number) => number | null;

/**
 * The rules that most schedules have, by arithmetic alone: steps of elapsed time, days and weeks with times of the day.
 * Null: the rule needs the library. Says nothing of UNTIL.
 */
export function plainSeries(rule: RecurrenceRule, start: number): PlainNext | null {
  if (rule.count !== null || rule.bySetPos.length > 0) return null;
  if (isSubDaily(rule)) return stepsOf(rule, start);
  if (rule.frequency !== 'DAILY' && rule.frequency !== 'WEEKLY') return null;
  if (rule.byMonthDay.length > 0 || rule.byDay.some((day) => day.ordinal !== null)) return null;
  return daysOf(rule, start);
}

function stepsOf(rule: RecurrenceRule, start: number): PlainNext | null {
  if (rule.byMinute.length > 0 || rule.bySecond.length > 0) return null;
  const step = rule.interval * (UNIT_MS[rule.frequency] ?? DAY_MS);
  return (after) => start + (Math.floor((after - start) / step) + 1) * step;
}

function daysOf(rule: RecurrenceRule, start: number): PlainNext {
  const times = timesOf(rule, start);
  const firstDay = Math.floor(start / DAY_MS);
  const isDay = dayFilter(rule, firstDay);
  return (after) => {
    const day = Math.floor(after / DAY_MS);
    for (let at = Math.max(day, firstDay); at < day + DAYS_MAX; at += 1) {
      if (!isDay(at)) continue;
      const time = times.find((one) => at * DAY_MS + one > after);
      if (time !== undefined) return at * DAY_MS + time;
    }
    return null;
  };
}

/** Milliseconds into the day, in order. */
function timesOf(rule: RecurrenceRule, start: number): number[] {
  const at = new Date(start);
  const hours = rule.byHour.length > 0 ? rule.byHour : [at.getUTCHours()];
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [at.getUTCMinutes()];
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [at.getUTCSeconds()];
  const times = hours.flatMap((hour) =>
    minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000)),
  );
  return times.sort((one, other) => one - other);
}

/** Days are counted since 1970, which began on a Thursday. */
function dayFilter(rule: RecurrenceRule, firstDay: number): (day: number) => boolean {
  const weekdayOf = (day: number) => (((day + 3) % 7) + 7) % 7;
  const weekdays = new Set(rule.byDay.map((day) => WEEKDAYS.indexOf(day.weekday)));
  const months = new Set(rule.byMonth);
  const isInMonth = (day: number) =>
    months.size === 0 || months.has(new Date(day * DAY_MS).getUTCMonth() + 1);
  if (rule.frequency === 'DAILY') {
    return (day) =>
      (day - firstDay) % rule.interval === 0 &&
      (weekdays.size === 0 || weekdays.has(weekdayOf(day))) &&
      isInMonth(day);
  }
  if (weekdays.size === 0) weekdays.add(weekdayOf(firstDay));
  const weekStart = WEEKDAYS.indexOf(rule.weekStart);
  const weekOf = (day: number) => day - ((weekdayOf(day) - weekStart + 7) % 7);
  const firstWeek = weekOf(firstDay);
  return (day) =>
    ((weekOf(day) - firstWeek) / 7) % rule.interval === 0 && weekdays.has(weekdayOf(day)) && isInMonth(day);
}
