import { Temporal } from 'temporal-polyfill';

/** A night runs from noon to noon on the wall clock and is named by the date of its morning. */
export function nightOf(at: Date, timeZone: string): string {
  const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
  return (wall.hour < 12 ? wall.toPlainDate() : wall.toPlainDate().add({ days: 1 })).toString();
}

/** The dates of the last `count` nights, oldest first; the newest is the night that `at` lies in. */
export function lastNights(at: Date, timeZone: string, count: number): string[] {
  const last = Temporal.PlainDate.from(nightOf(at, timeZone));
  return Array.from({ length: count }, (_, i) => last.subtract({ days: count - 1 - i }).toString());
}

/** The instant at which a night begins: noon of the day before its date. */
export function nightBegins(date: string, timeZone: string): Date {
  const noon = Temporal.PlainDate.from(date).subtract({ days: 1 }).toPlainDateTime({ hour: 12 });
  return new Date(noon.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The instant at which a night ends: noon of its date. */
export function nightEnds(date: string, timeZone: string): Date {
  const noon = Temporal.PlainDate.from(date).toPlainDateTime({ hour: 12 });
  return new Date(noon.toZonedDateTime(timeZone).epochMilliseconds);
}

/** `09:31` on the wall clock. */
export function wallClock(at: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });
}
