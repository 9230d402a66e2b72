import { Temporal } from 'temporal-polyfill';
import type { WallMs } from './wall-time.ts';

/** A wall time that a zone turned into an instant, with what its clock changes did to it. */
export interface ZonedInstant {
  readonly instant: number;
  /** What the clock on the wall shows then. Differs from what was asked for where clocks went forward over it. */
  readonly wall: WallMs;
  readonly offsetMs: number;
}

export function isTimeZone(timeZone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(timeZone);
    return /^[A-Za-z]/.test(timeZone);
  } catch {
    return false;
  }
}

export function offsetMsAt(instant: number, timeZone: string): number {
  const known = spans.get(timeZone) ?? [];
  const hit = known.find((span) => instant >= span.from && instant < span.to);
  if (hit) return hit.offsetMs;
  const span = spanAround(instant, timeZone);
  // The latest first: neighbouring questions are about neighbouring times.
  spans.set(timeZone, [span, ...known.slice(0, SPANS_KEPT - 1)]);
  return span.offsetMs;
}

export function wallAt(instant: number, timeZone: string): WallMs {
  return instant + offsetMsAt(instant, timeZone);
}

/** Temporal's `compatible`: a time that does not exist moves forward by the gap, one that exists twice is the first. */
export function zonedInstant(wall: WallMs, timeZone: string): ZonedInstant {
  // Most wall times are hours away from any change; then both guesses agree and one more lookup proves it.
  const before = offsetMsAt(wall - DAY_MS, timeZone);
  const after = offsetMsAt(wall + DAY_MS, timeZone);
  if (before === after && offsetMsAt(wall - before, timeZone) === before) {
    return { instant: wall - before, wall, offsetMs: before };
  }
  const zoned = Temporal.Instant.fromEpochMilliseconds(wall)
    .toZonedDateTimeISO('UTC')
    .toPlainDateTime()
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const offsetMs = zoned.offsetNanoseconds / 1e6;
  return { instant: zoned.epochMilliseconds, wall: zoned.epochMilliseconds + offsetMs, offsetMs };
}

/** `+01:00`. */
export function formatOffset(offsetMs: number): string {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const pad = (part: number) => String(part).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** `CET`, `EST`, `AEDT`; where nobody has a short name for it, `UTC+10:30`. */
export function zoneAbbreviation(instant: number, timeZone: string): string {
  for (const locale of ['en-GB', 'en-US', 'en-AU', 'en-CA', 'en-NZ']) {
    const parts = formatterOf(locale, timeZone).formatToParts(instant);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value;
    if (name && !/^(GMT|UTC)[+\u2212-]/.test(name)) return name;
  }
  return `UTC${formatOffset(offsetMsAt(instant, timeZone))}`;
}

const DAY_MS = 86_400_000;

/** A stretch of time without a clock change. Kept, because asking the zone costs as much as the whole rest of a rule. */
interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}
const SPANS_KEPT = 16;
const spans = new Map<string, readonly OffsetSpan[]>();

function spanAround(instant: number, timeZone: string): OffsetSpan {
  const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  const next = zoned.getTimeZoneTransition('next');
  const at = next ?? zoned.add({ hours: 100 * 365 * 24 });
  const from = at.getTimeZoneTransition('previous');
  const isAround = from !== null && from.epochMilliseconds <= instant;
  return {
    from: isAround ? from.epochMilliseconds : instant,
    to: next?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offsetMs: zoned.offsetNanoseconds / 1e6,
  };
}
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(locale: string, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' });
    formatters.set(key, formatter);
  }
  return formatter;
}
