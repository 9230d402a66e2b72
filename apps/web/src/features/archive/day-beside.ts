import { formatDay, wallTime } from '../../ui/format/instant.ts';

/** When another archive was taken, short: its day, or its time where that is the same day. */
export function dayBeside(other: Date, archive: Date, now: Date, timeZone: string): string {
  const day = formatDay(other, now, timeZone);
  return day === formatDay(archive, now, timeZone) ? wallTime(other, timeZone).time.slice(0, 5) : day;
}
