import { type BuilderRule, WEEKDAYS } from './rule-builder.ts';

const DAY_MS = 86_400_000;
/** Past this many days a rule such as "on the 31st, every 12 months" has surely matched. */
const DAYS_AHEAD = 4000;

/**
 * The first local time, still to come, at which the rule itself matches at `time` (`02:30`).
 * `now` is the wall clock of the schedule's zone as a floating time.
 */
export function firstMatch(rule: BuilderRule, now: string, time: string): string {
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00Z`);
  for (let ahead = 0; ahead < DAYS_AHEAD; ahead += 1) {
    const day = new Date(today + ahead * DAY_MS);
    const start = `${day.toISOString().slice(0, 10)}T${time}:00`;
    if (start > now && matchesDay(rule, day)) return start;
  }
  return `${now.slice(0, 10)}T${time}:00`;
}

function matchesDay(rule: BuilderRule, day: Date): boolean {
  const weekday = WEEKDAYS[(day.getUTCDay() + 6) % 7] ?? 'MO';
  switch (rule.preset) {
    case 'daily':
    case 'hourly':
    case 'minutely':
    case 'once':
      return true;
    case 'yearly':
      return day.getUTCMonth() + 1 === rule.month && day.getUTCDate() === rule.day;
    case 'weekdays':
      return weekday !== 'SA' && weekday !== 'SU';
    case 'weekly':
      return rule.days.includes(weekday);
    case 'monthDay':
      return rule.day === -1 ? isLastDay(day) : day.getUTCDate() === rule.day;
    case 'monthWeekday':
      return weekday === rule.weekday && (rule.nth === -1 ? isInLastWeek(day) : nthOf(day) === rule.nth);
  }
}

function isLastDay(day: Date): boolean {
  return new Date(day.getTime() + DAY_MS).getUTCDate() === 1;
}

function isInLastWeek(day: Date): boolean {
  return new Date(day.getTime() + 7 * DAY_MS).getUTCMonth() !== day.getUTCMonth();
}

function nthOf(day: Date): number {
  return Math.ceil(day.getUTCDate() / 7);
}
