import type { CalendarOccurrence, ScheduleCalendar } from '@borgcube/domain/schedule/schedule-calendar';

const DAY_MS = 86_400_000;
/** A day of some zone lies within so much of the same day in UTC. */
const ZONES_MS = 15 * 3_600_000;

/** One day of the grid, `2026-11-29`. */
export type DayKey = string;

/** The weeks of a month (`2026-11`), from Monday on, with the days of its neighbours that fill them. */
export function monthWeeks(month: string): DayKey[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const begin = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const end = Date.parse(`${nextMonth(month, 1)}-01T00:00:00Z`);
  const weeks: DayKey[][] = [];
  for (let week = begin; week < end; week += 7 * DAY_MS) {
    weeks.push(
      Array.from({ length: 7 }, (_, day) => new Date(week + day * DAY_MS).toISOString().slice(0, 10)),
    );
  }
  return weeks;
}

export function nextMonth(month: string, step: number): string {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7);
}

export function isMonth(text: string): boolean {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** The instants that hold these days in every zone. */
export function rangeOf(days: readonly DayKey[]): { from: string; to: string } {
  const [first = '1970-01-01', last = first] = [days[0], days.at(-1)];
  return {
    from: new Date(Date.parse(`${first}T00:00:00Z`) - ZONES_MS).toISOString(),
    to: new Date(Date.parse(`${last}T00:00:00Z`) + DAY_MS + ZONES_MS).toISOString(),
  };
}

export interface CalendarEntry extends CalendarOccurrence {
  /** On the wall: `02:30`. */
  readonly time: string;
}

export interface CalendarDay {
  /** In order of time, without what runs often. */
  readonly entries: readonly CalendarEntry[];
  /** Schedules that run more than a few times that day. */
  readonly often: readonly { scheduleId: string; name: string; times: number; jobs: number | null }[];
  /** Jobs that start in each hour of the day, where they are not known occurrences. */
  readonly load: readonly { readonly starts: number; readonly waits: boolean }[];
  /** Jobs that were made. */
  readonly ran: number;
  readonly waiting: number;
}

/** More than this on one day are left out of the day's cell. */
const OFTEN = 4;

/** What happens on each day of a zone. */
export function groupDays(calendar: ScheduleCalendar, timeZone: string): ReadonlyMap<DayKey, CalendarDay> {
  const wall = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const byDay = new Map<DayKey, CalendarEntry[]>();
  for (const occurrence of calendar.occurrences) {
    const shown = wall.format(new Date(occurrence.instant));
    const day = shown.slice(0, 10);
    const entry = { ...occurrence, time: shown.slice(11, 16) };
    const entries = byDay.get(day);
    if (entries) entries.push(entry);
    else byDay.set(day, [entry]);
  }
  return new Map([...byDay].map(([day, entries]) => [day, dayOf(entries)]));
}

function dayOf(all: readonly CalendarEntry[]): CalendarDay {
  const counts = new Map<string, CalendarEntry[]>();
  for (const entry of all) counts.set(entry.scheduleId, [...(counts.get(entry.scheduleId) ?? []), entry]);
  const frequent = [...counts.values()].filter((entries) => entries.length > OFTEN);
  const often = new Set(frequent.flatMap((entries) => entries[0]?.scheduleId ?? []));
  const load = Array.from({ length: 24 }, (_, hour) => {
    const inHour = all.filter(({ time }) => Number(time.slice(0, 2)) === hour);
    const starts = inHour.reduce((sum, { jobs }) => sum + Math.max(1, jobs ?? 1), 0);
    return { starts, waits: inHour.some(({ wait }) => wait !== null) };
  });
  const made = all.filter(({ state }) => state === 'done' || state === 'running');
  return {
    entries: all.filter(({ scheduleId }) => !often.has(scheduleId)),
    often: frequent.flatMap((entries) => {
      const [first] = entries;
      return first ? [{ ...first, times: entries.length }] : [];
    }),
    load,
    ran: made.reduce((sum, { jobs }) => sum + (jobs ?? 0), 0),
    waiting: all.filter(({ wait }) => wait !== null).length,
  };
}

export const NO_DAY: CalendarDay = dayOf([]);

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `November 2026`. */
export function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** `Sunday 29 November`. */
export function longDayWords(day: DayKey): string {
  const at = new Date(`${day}T00:00:00Z`);
  return `${WEEKDAYS[at.getUTCDay()]} ${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
}

/** `29`, and where a month begins `1 Dec`. */
export function dayNumber(day: DayKey): string {
  const number = Number(day.slice(8, 10));
  return number === 1 ? `1 ${(MONTHS[Number(day.slice(5, 7)) - 1] ?? '').slice(0, 3)}` : String(number);
}
