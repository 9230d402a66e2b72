import { parseBasicTime, type WallMs } from './wall-time.ts';

export const FREQUENCIES = [
  'YEARLY',
  'MONTHLY',
  'WEEKLY',
  'DAILY',
  'HOURLY',
  'MINUTELY',
  'SECONDLY',
] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** `-1SU` is `{ ordinal: -1, weekday: 'SU' }`; a plain `SU` has ordinal null. */
export interface WeekdayOf {
  readonly ordinal: number | null;
  readonly weekday: Weekday;
}

/** One RRULE line, parsed. Lists are empty where the part is absent. */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: { readonly at: WallMs; readonly utc: boolean } | null;
  readonly byDay: readonly WeekdayOf[];
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly byHour: readonly number[];
  readonly byMinute: readonly number[];
  readonly bySecond: readonly number[];
  readonly bySetPos: readonly number[];
  readonly weekStart: Weekday;
}

/** Most years have no 53rd Monday, and the library miscounts there. */
const WEEKDAY_ORDINAL_MAX = 52;

/** Thrown with the words that stand under the field `recurrence`. */
export class RecurrenceError extends Error {
  override readonly name = 'RecurrenceError';
}

/** Rules that repeat within a day count elapsed time; all others keep the time on the wall. */
export function isSubDaily(rule: RecurrenceRule): boolean {
  return rule.frequency === 'HOURLY' || rule.frequency === 'MINUTELY' || rule.frequency === 'SECONDLY';
}

/** Reads what follows `RRULE:`. Checks each part by itself; how parts go together is `recurrence-limits.ts`. */
export function parseRule(text: string): RecurrenceRule {
  const parts = splitParts(text);
  const take = (name: string) => {
    const value = parts.get(name);
    parts.delete(name);
    return value;
  };
  const numbers = (name: string, lowest: number, highest: number) =>
    parseNumbers(name, take(name), lowest, highest);
  const rule: RecurrenceRule = {
    frequency: parseFrequency(take('FREQ')),
    interval: parseNumber('INTERVAL', take('INTERVAL'), 1, 100_000) ?? 1,
    count: parseNumber('COUNT', take('COUNT'), 1, 100_000),
    until: parseUntil(take('UNTIL')),
    byDay: parseWeekdays(take('BYDAY')),
    byMonth: numbers('BYMONTH', 1, 12),
    byMonthDay: numbers('BYMONTHDAY', -31, 31),
    byYearDay: numbers('BYYEARDAY', -366, 366),
    byWeekNo: numbers('BYWEEKNO', -53, 53),
    byHour: numbers('BYHOUR', 0, 23),
    byMinute: numbers('BYMINUTE', 0, 59),
    bySecond: numbers('BYSECOND', 0, 59),
    bySetPos: numbers('BYSETPOS', -366, 366),
    weekStart: parseWeekday('WKST', take('WKST') ?? 'MO'),
  };
  const [unknown] = parts.keys();
  if (unknown !== undefined)
    throw new RecurrenceError(`${unknown} is no part of a rule that BorgCube knows.`);
  return rule;
}

function splitParts(text: string): Map<string, string> {
  const parts = new Map<string, string>();
  for (const part of text.split(';').filter((piece) => piece !== '')) {
    const [name = '', value, ...rest] = part.split('=');
    if (value === undefined || value === '' || rest.length > 0) {
      throw new RecurrenceError(`“${part}” is not NAME=VALUE.`);
    }
    if (parts.has(name)) throw new RecurrenceError(`${name} stands twice in one rule.`);
    parts.set(name, value);
  }
  return parts;
}

function parseFrequency(value: string | undefined): Frequency {
  const frequency = FREQUENCIES.find((known) => known === value);
  if (frequency) return frequency;
  if (value === undefined) throw new RecurrenceError('A rule needs FREQ, for example FREQ=DAILY.');
  throw new RecurrenceError(`FREQ is one of ${FREQUENCIES.join(', ')}, not ${value}.`);
}

function parseNumber(
  name: string,
  value: string | undefined,
  lowest: number,
  highest: number,
): number | null {
  if (value === undefined) return null;
  const [number, more] = parseNumbers(name, value, lowest, highest);
  if (number === undefined || more !== undefined) throw new RecurrenceError(`${name} is one number.`);
  return number;
}

function parseNumbers(name: string, value: string | undefined, lowest: number, highest: number): number[] {
  if (value === undefined) return [];
  return value.split(',').map((text) => {
    const number = /^[+-]?\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    const fits = number >= lowest && number <= highest && !(lowest < 0 && number === 0);
    if (fits) return number;
    const range =
      lowest < 0 ? `1 to ${highest}, or −1 to −${highest} from the end` : `${lowest} to ${highest}`;
    throw new RecurrenceError(`${name} takes ${range}, not ${text}.`);
  });
}

function parseUntil(value: string | undefined): RecurrenceRule['until'] {
  if (value === undefined) return null;
  const utc = value.endsWith('Z');
  // A date alone means that whole day on the wall (RFC 5545 3.3.10: inclusive).
  if (/^\d{8}$/.test(value)) {
    const endOfDay = parseBasicTime(`${value}T235959`);
    if (endOfDay !== null) return { at: endOfDay, utc: false };
  }
  const at = parseBasicTime(utc ? value.slice(0, -1) : value);
  if (at !== null) return { at, utc };
  throw new RecurrenceError(
    `UNTIL is a date, or a date and a time, for example UNTIL=20271231T235959 or, in UTC, UNTIL=20271231T225959Z, not ${value}.`,
  );
}

function parseWeekdays(value: string | undefined): WeekdayOf[] {
  if (value === undefined) return [];
  return value.split(',').map((text) => {
    const [, digits, day = ''] = /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(text) ?? [];
    const weekday = WEEKDAYS.find((known) => known === day);
    const ordinal = digits === undefined ? null : Number(digits);
    if (weekday && (ordinal === null || (ordinal !== 0 && Math.abs(ordinal) <= WEEKDAY_ORDINAL_MAX)))
      return { ordinal, weekday };
    throw new RecurrenceError(
      `BYDAY takes MO, TU, WE, TH, FR, SA, SU, or with a number 1MO, -1SU, not ${text}.`,
    );
  });
}

function parseWeekday(name: string, value: string): Weekday {
  const weekday = WEEKDAYS.find((known) => known === value);
  if (weekday) return weekday;
  throw new RecurrenceError(`${name} is one of ${WEEKDAYS.join(', ')}, not ${value}.`);
}
