import { formatAge } from './duration.ts';

const DAYS_IN_WORDS = 7 * 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** What a wall clock and calendar in one zone show at an instant. */
export interface WallTime {
  year: number;
  month: string;
  day: number;
  weekday: string;
  /** `02:10:04` */
  time: string;
  /** `CET`, or `GMT+5` where the zone has no short name. */
  zone: string;
}

export function wallTime(instant: Date, timeZone: string): WallTime {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  );
  const number = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type) ?? 0);
  const weekday = new Date(Date.UTC(number('year'), number('month') - 1, number('day'))).getUTCDay();
  return {
    year: number('year'),
    month: MONTHS[number('month') - 1] ?? '',
    day: number('day'),
    weekday: WEEKDAYS[weekday] ?? '',
    time: `${parts.get('hour')}:${parts.get('minute')}:${parts.get('second')}`,
    zone: zoneName(instant, timeZone),
  };
}

/** `Mon 23 Nov 2026, 02:10:04 CET (01:10:04Z)`: the whole truth, for hovering. */
export function formatInstantFull(instant: Date, timeZone: string): string {
  const wall = wallTime(instant, timeZone);
  const utc = instant.toISOString().slice(11, 19);
  return `${wall.weekday} ${wall.day} ${wall.month} ${wall.year}, ${wall.time} ${wall.zone} (${utc}Z)`;
}

/** `Mon 23 Nov, 02:10`, with the year if it is not this one. */
export function formatInstant(instant: Date, now: Date, timeZone: string): string {
  const wall = wallTime(instant, timeZone);
  return `${wall.weekday} ${formatDay(instant, now, timeZone)}, ${wall.time.slice(0, 5)}`;
}

/** `21 Nov`, with the year if it is not this one. */
export function formatDay(instant: Date, now: Date, timeZone: string): string {
  const wall = wallTime(instant, timeZone);
  const year = wall.year === wallTime(now, timeZone).year ? '' : ` ${wall.year}`;
  return `${wall.day} ${wall.month}${year}`;
}

/** `42 min ago`, `in 31 h`, `3 d 7 h ago`, and past a week the date. */
export function formatRelative(instant: Date, now: Date, timeZone: string): string {
  const distance = now.getTime() - instant.getTime();
  if (Math.abs(distance) >= DAYS_IN_WORDS) return formatDay(instant, now, timeZone);
  if (Math.abs(distance) < 60_000) return distance >= 0 ? 'just now' : 'in under 1 min';
  return distance > 0 ? `${formatAge(distance)} ago` : `in ${formatAge(-distance)}`;
}

function zoneName(instant: Date, timeZone: string): string {
  const of = (locale: string) =>
    new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' })
      .formatToParts(instant)
      .find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  const british = of('en-GB');
  return british.startsWith('GMT') ? of('en-US') : british;
}
