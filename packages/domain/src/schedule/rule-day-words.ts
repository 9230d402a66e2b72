import { type RecurrenceRule, WEEKDAYS, type Weekday, type WeekdayOf } from './recurrence-rule.ts';
import type { WallMs } from './wall-time.ts';
import { listWords, MONTHS, ordinalWord, positionWord } from './word-list.ts';

const DAY_NAMES: Record<Weekday, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** On which days, or in what steps, a rule runs; times of the day are told elsewhere. */
export function dayWords(rule: RecurrenceRule, start: WallMs): string {
  switch (rule.frequency) {
    case 'YEARLY':
      return yearlyWords(rule, start);
    case 'MONTHLY':
      return monthlyWords(rule, start);
    case 'WEEKLY':
      return weeklyWords(rule, start);
    case 'DAILY':
      return dailyWords(rule);
    case 'HOURLY':
      return every('hour', rule.interval);
    case 'MINUTELY':
      return every('minute', rule.interval);
    case 'SECONDLY':
      return every('second', rule.interval);
  }
}

function dailyWords(rule: RecurrenceRule): string {
  const days = rule.byDay.length > 0 ? groupName(rule.byDay) : null;
  const dates = rule.byMonthDay.length > 0 ? `that is ${monthDays(rule.byMonthDay)} of a month` : null;
  if (rule.interval > 1 || (days && dates)) {
    const limits = [days && `that is a ${days}`, dates].filter((limit) => limit !== null);
    return [every('day', rule.interval), ...limits, inMonths(rule)].filter((part) => part !== '').join(' ');
  }
  if (days) return `every ${days}${spaced(inMonths(rule))}`;
  if (dates) return `${monthDays(rule.byMonthDay)} of ${ofMonths(rule)}`;
  return `every day${spaced(inMonths(rule))}`;
}

function weeklyWords(rule: RecurrenceRule, start: WallMs): string {
  const days = rule.byDay.length > 0 ? rule.byDay : [{ ordinal: null, weekday: weekdayOf(start) }];
  const name = groupName(days);
  if (rule.interval === 1) return `every ${name}${spaced(inMonths(rule))}`;
  return `${every('week', rule.interval)} on ${name}${spaced(inMonths(rule))}`;
}

function monthlyWords(rule: RecurrenceRule, start: WallMs): string {
  const months = ofMonths(rule);
  if (rule.byMonthDay.length === 0 && rule.byDay.length === 0) {
    return `the ${ordinalWord(new Date(start).getUTCDate())} of ${months}`;
  }
  if (rule.byMonthDay.length > 0 && rule.byDay.length > 0) {
    return `${picked(rule, groupName(rule.byDay))} that is ${monthDays(rule.byMonthDay)} of ${months}`;
  }
  if (rule.byMonthDay.length > 0) return `${picked(rule, monthDays(rule.byMonthDay))} of ${months}`;
  return `${weekdaysWithin(rule)} of ${months}`;
}

function yearlyWords(rule: RecurrenceRule, start: WallMs): string {
  const years = every('year', rule.interval);
  const date = new Date(start);
  const months = rule.byMonth.length > 0 ? ` in ${monthNames(rule)}` : '';
  if (rule.byWeekNo.length > 0) {
    const weeks = rule.byWeekNo.map((week) => (week > 0 ? `week ${week}` : `the ${positionWord(week)} week`));
    return `${years} on ${groupName(rule.byDay)} of ${listWords(weeks)}${months}`;
  }
  if (rule.byYearDay.length > 0) {
    return `${years} on the ${listWords(rule.byYearDay.map(positionWord))} day of the year${months}`;
  }
  if (rule.byDay.length > 0) {
    const dates = rule.byMonthDay.length > 0 ? ` that is ${monthDays(rule.byMonthDay)} of a month` : '';
    return `${years} on ${weekdaysWithin(rule)}${dates}${months || ' of the year'}`;
  }
  const days = rule.byMonthDay.length > 0 ? rule.byMonthDay : [date.getUTCDate()];
  if (rule.byMonth.length === 0 && rule.byMonthDay.length > 0) {
    return `${years} on ${monthDays(days)} of each month`;
  }
  const names = rule.byMonth.length > 0 ? monthNames(rule) : MONTHS[date.getUTCMonth()];
  return `${years} on ${monthDays(days)} of ${names}`;
}

/** `the last Sunday`, `the 1st and 3rd Monday`, `every weekday`, or what BYSETPOS picks of it. */
function weekdaysWithin(rule: RecurrenceRule): string {
  if (rule.byDay.every((day) => day.ordinal === null)) {
    const name = groupName(rule.byDay);
    return rule.bySetPos.length > 0 && rule.frequency === 'MONTHLY' ? picked(rule, name) : `every ${name}`;
  }
  const names = rule.byDay.map((day) => {
    const name = DAY_NAMES[day.weekday];
    return day.ordinal === null ? `every ${name}` : `the ${positionWord(day.ordinal)} ${name}`;
  });
  return picked(rule, listWords(names));
}

function picked(rule: RecurrenceRule, name: string): string {
  if (rule.bySetPos.length === 0) return name;
  return `the ${listWords(rule.bySetPos.map(positionWord))} ${name.startsWith('the ') ? `of ${name}` : name}`;
}

function monthDays(days: readonly number[]): string {
  const words = days.map((day) => (day > 0 ? ordinalWord(day) : `${positionWord(day)} day`));
  return `the ${listWords(words)}`;
}

/** `weekday`, `weekend day`, `day`, or the names. */
function groupName(days: readonly WeekdayOf[]): string {
  const chosen = new Set(days.map((day) => day.weekday));
  const sorted = WEEKDAYS.filter((weekday) => chosen.has(weekday));
  if (sorted.length === 7) return 'day';
  if (sorted.join() === 'MO,TU,WE,TH,FR') return 'weekday';
  if (sorted.join() === 'SA,SU') return 'Saturday and Sunday';
  return listWords(sorted.map((weekday) => DAY_NAMES[weekday]));
}

function weekdayOf(wall: WallMs): Weekday {
  return WEEKDAYS[(new Date(wall).getUTCDay() + 6) % 7] ?? 'MO';
}

function every(unit: string, interval: number): string {
  return interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
}

function ofMonths(rule: RecurrenceRule): string {
  if (rule.byMonth.length > 0) return monthNames(rule);
  return rule.frequency === 'MONTHLY' && rule.interval > 1
    ? `every ${ordinalWord(rule.interval)} month`
    : 'each month';
}

function inMonths(rule: RecurrenceRule): string {
  return rule.byMonth.length > 0 ? `in ${monthNames(rule)}` : '';
}

function monthNames(rule: RecurrenceRule): string {
  const months = [...new Set(rule.byMonth)].sort((one, other) => one - other);
  return listWords(months.map((month) => MONTHS[month - 1] ?? String(month)));
}

function spaced(text: string): string {
  return text === '' ? '' : ` ${text}`;
}
