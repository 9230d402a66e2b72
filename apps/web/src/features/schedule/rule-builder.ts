/** The rules that the editor's sentence of controls can say; any other rule is edited as plain text. */
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const WEEKDAY_WORDS: Record<Weekday, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** Position within a month; −1 is the last. */
export type Nth = 1 | 2 | 3 | 4 | 5 | -1;

export type BuilderRule =
  | { preset: 'daily'; every: number }
  | { preset: 'weekdays' }
  | { preset: 'weekly'; every: number; days: readonly Weekday[] }
  | { preset: 'monthDay'; every: number; day: number }
  | { preset: 'monthWeekday'; every: number; nth: Nth; weekday: Weekday }
  | { preset: 'yearly'; every: number; month: number; day: number }
  | { preset: 'hourly'; every: number }
  | { preset: 'minutely'; every: number }
  | { preset: 'once' };

export type Preset = BuilderRule['preset'];

const WORKDAYS = 'MO,TU,WE,TH,FR';

/** RFC 5545 lines of a rule; the time of day is the start's. */
export function ruleText(rule: BuilderRule, start: string): string {
  switch (rule.preset) {
    case 'daily':
      return line('DAILY', rule.every);
    case 'weekdays':
      return `${line('WEEKLY', 1)};BYDAY=${WORKDAYS}`;
    case 'weekly':
      return `${line('WEEKLY', rule.every)};BYDAY=${inWeekOrder(rule.days).join(',')}`;
    case 'monthDay':
      return `${line('MONTHLY', rule.every)};BYMONTHDAY=${rule.day}`;
    case 'monthWeekday':
      return `${line('MONTHLY', rule.every)};BYDAY=${rule.nth}${rule.weekday}`;
    case 'yearly':
      return `${line('YEARLY', rule.every)};BYMONTH=${rule.month};BYMONTHDAY=${rule.day}`;
    case 'hourly':
      return line('HOURLY', rule.every);
    case 'minutely':
      return line('MINUTELY', rule.every);
    case 'once':
      return `RDATE:${compactTime(start)}`;
  }
}

/** The rule as controls, or null where the controls cannot say all of it. */
export function readRule(text: string, start: string): BuilderRule | null {
  const rule = text.trim();
  if (rule === `RDATE:${compactTime(start)}`) return { preset: 'once' };
  const match = /^RRULE:([A-Z0-9=;,+-]+)$/.exec(rule);
  if (!match) return null;
  const parts = new Map((match[1] ?? '').split(';').map((part) => splitOnce(part)));
  const every = Number(parts.get('INTERVAL') ?? 1);
  parts.delete('INTERVAL');
  if (!Number.isInteger(every) || every < 1) return null;
  const freq = parts.get('FREQ');
  parts.delete('FREQ');
  return readByFrequency(freq, every, parts);
}

function readByFrequency(
  freq: string | undefined,
  every: number,
  parts: ReadonlyMap<string, string>,
): BuilderRule | null {
  const only = (name: string) => (parts.size === 1 ? parts.get(name) : undefined);
  if (freq === 'DAILY') return parts.size === 0 ? { preset: 'daily', every } : null;
  if (freq === 'HOURLY') return parts.size === 0 ? { preset: 'hourly', every } : null;
  if (freq === 'MINUTELY') return parts.size === 0 ? { preset: 'minutely', every } : null;
  if (freq === 'YEARLY') return readYearly(every, parts);
  if (freq === 'WEEKLY') return readWeekly(every, only('BYDAY'));
  if (freq !== 'MONTHLY') return null;
  const day = Number(only('BYMONTHDAY') ?? Number.NaN);
  if (Number.isInteger(day) && (day === -1 || (day >= 1 && day <= 31)))
    return { preset: 'monthDay', every, day };
  return readMonthWeekday(every, only('BYDAY'));
}

function readWeekly(every: number, byDay: string | undefined): BuilderRule | null {
  const days = byDay?.split(',') ?? [];
  if (days.length === 0 || !days.every(isWeekday)) return null;
  if (every === 1 && inWeekOrder(days).join(',') === WORKDAYS) return { preset: 'weekdays' };
  return { preset: 'weekly', every, days: inWeekOrder(days) };
}

function readYearly(every: number, parts: ReadonlyMap<string, string>): BuilderRule | null {
  const [month, day] = [Number(parts.get('BYMONTH')), Number(parts.get('BYMONTHDAY'))];
  if (parts.size !== 2 || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  const isDate = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDate ? { preset: 'yearly', every, month, day } : null;
}

function readMonthWeekday(every: number, byDay: string | undefined): BuilderRule | null {
  const match = /^(-1|[1-5])([A-Z]{2})$/.exec(byDay ?? '');
  const weekday = match?.[2];
  if (!match || weekday === undefined || !isWeekday(weekday)) return null;
  // The pattern lets through exactly the values of Nth.
  return { preset: 'monthWeekday', every, nth: Number(match[1]) as Nth, weekday };
}

function line(freq: string, every: number): string {
  return `RRULE:FREQ=${freq}${every === 1 ? '' : `;INTERVAL=${every}`}`;
}

function inWeekOrder(days: readonly Weekday[]): Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

function isWeekday(word: string): word is Weekday {
  return (WEEKDAYS as readonly string[]).includes(word);
}

function splitOnce(part: string): [string, string] {
  const at = part.indexOf('=');
  return [part.slice(0, at), part.slice(at + 1)];
}

/** `2026-11-29T02:30:00` as RFC 5545 writes it: `20261129T023000`. */
export function compactTime(start: string): string {
  const padded = start.length === 16 ? `${start}:00` : start;
  return padded.replace(/[-:]/g, '');
}
