import { parseRecurrence } from './recurrence-lines.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { dayWords } from './rule-day-words.ts';
import { formatClock, parseFloatingTime, type WallMs } from './wall-time.ts';
import { dateWords, listWords } from './word-list.ts';

/** A recurrence as a phrase: “every weekday at 02:30, until 31 Dec 2027”. Throws `RecurrenceError` as parsing does. */
export function describeRecurrence(recurrence: string, recurrenceStart: string): string {
  const { rules, extra, excluded } = parseRecurrence(recurrence);
  const start = parseFloatingTime(recurrenceStart) ?? 0;
  const phrases = rules.map((rule) => ruleWords(rule, start));
  const dates = rules.length === 0 ? [start, ...extra.filter((wall) => wall > start)] : extra;
  if (dates.length > 0) phrases.push(namedWords('on', dates));
  if (excluded.length > 0) return `${joined(phrases)}, except ${namedWords('', excluded)}`;
  return joined(phrases);
}

function joined(phrases: readonly string[]): string {
  return phrases.join(', and ');
}

function ruleWords(rule: RecurrenceRule, start: WallMs): string {
  const parts = [dayWords(rule, start), timeWords(rule, start)].filter((part) => part !== '');
  return parts.join(' ') + pickWords(rule) + endWords(rule);
}

/** Five times of the day are told, more are counted. */
const TIMES_TOLD = 5;

function timeWords(rule: RecurrenceRule, start: WallMs): string {
  const at = new Date(start);
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [at.getUTCMinutes()];
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [at.getUTCSeconds()];
  switch (rule.frequency) {
    case 'SECONDLY':
      return '';
    case 'MINUTELY':
      return rule.bySecond.length > 0 ? `at second ${listWords(ascending(seconds).map(String))}` : '';
    case 'HOURLY': {
      if (rule.byMinute.length === 0 && rule.interval > 1) return `from ${formatClock(start)} on`;
      return `at ${listWords(ascending(minutes).map((minute) => `:${String(minute).padStart(2, '0')}`))}`;
    }
    default: {
      const hours = rule.byHour.length > 0 ? rule.byHour : [at.getUTCHours()];
      const times = hours.flatMap((hour) =>
        minutes.flatMap((minute) => seconds.map((second) => ((hour * 60 + minute) * 60 + second) * 1000)),
      );
      if (times.length > TIMES_TOLD) return `at ${times.length} times`;
      return `at ${listWords(ascending(times).map(formatClock))}`;
    }
  }
}

/** What BYSETPOS does where the words for the days have not said it already. */
function pickWords(rule: RecurrenceRule): string {
  if (rule.bySetPos.length === 0 || rule.frequency === 'MONTHLY') return '';
  const period = { YEARLY: 'year', WEEKLY: 'week', DAILY: 'day' } as const;
  const within = rule.frequency in period ? period[rule.frequency as keyof typeof period] : 'period';
  return `, of these only number ${listWords(rule.bySetPos.map(String))} of the ${within}`;
}

function endWords(rule: RecurrenceRule): string {
  if (rule.count !== null) return rule.count === 1 ? ', once' : `, ${rule.count} times in all`;
  if (rule.until === null) return '';
  const zone = rule.until.utc ? ' UTC' : '';
  const isWholeDay = zone === '' && formatClock(rule.until.at) === '23:59:59';
  if (isWholeDay) return `, until ${dateWords(rule.until.at)}`;
  return `, until ${dateWords(rule.until.at)} ${formatClock(rule.until.at)}${zone}`;
}

/** Four dates are told, more are counted. */
const DATES_TOLD = 4;

function namedWords(preposition: string, walls: readonly WallMs[]): string {
  if (walls.length > DATES_TOLD) return `${preposition} ${walls.length} named dates`.trim();
  const dates = ascending(walls).map((wall) => `${dateWords(wall)} at ${formatClock(wall)}`);
  return `${preposition} ${listWords(dates)}`.trim();
}

function ascending(values: readonly number[]): number[] {
  return [...new Set(values)].sort((one, other) => one - other);
}
