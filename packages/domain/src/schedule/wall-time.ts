/**
 * A floating wall-clock time as milliseconds, counted as if it were UTC: plain integer arithmetic that no zone disturbs.
 * The only way from here to an instant is a time zone (`time-zone.ts`).
 */
export type WallMs = number;

const FLOATING = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2}))?$/;
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})$/;

/** `2026-11-22T02:30:00` (seconds may be left out); null when there is no such date or time. */
export function parseFloatingTime(text: string): WallMs | null {
  return fromMatch(FLOATING.exec(text));
}

/** RFC 5545's form of the same, `20261122T023000`. */
export function parseBasicTime(text: string): WallMs | null {
  return fromMatch(BASIC.exec(text));
}

/** `2026-11-22T02:30:00`. */
export function formatFloatingTime(wall: WallMs): string {
  return new Date(wall).toISOString().slice(0, 19);
}

/** `02:30`, with seconds only where there are any. */
export function formatClock(wall: WallMs): string {
  const text = new Date(wall).toISOString();
  return text.slice(17, 19) === '00' ? text.slice(11, 16) : text.slice(11, 19);
}

function fromMatch(match: RegExpExecArray | null): WallMs | null {
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return null;
  if (year < 1970) return null;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(wall);
  const kept =
    back.getUTCMonth() === month - 1 &&
    back.getUTCDate() === day &&
    back.getUTCHours() === hour &&
    back.getUTCMinutes() === minute &&
    back.getUTCSeconds() === second;
  return kept ? wall : null;
}
