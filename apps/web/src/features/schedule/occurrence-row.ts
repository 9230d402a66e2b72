import { type WallTime, wallTime } from '../../ui/format/instant.ts';
import { floatingTime, offsetMinutes } from './floating-time.ts';

export interface OccurrenceRow {
  instant: string;
  wall: WallTime;
  /** `02:30`, with seconds where there are any. */
  time: string;
  /** `01:30Z` */
  utc: string;
  /** Why this one is at another hour than the rule says, or stands at an hour that comes twice. */
  reason: string | null;
}

const HOUR_MS = 3_600_000;

/** One row of "Next ten". `ruleTime` is the time of day that the rule asks for; null where it repeats within a day. */
export function occurrenceRow(instant: string, timeZone: string, ruleTime: string | null): OccurrenceRow {
  const at = new Date(instant);
  const wall = wallTime(at, timeZone);
  const time = withoutZeroSeconds(wall.time);
  return {
    instant,
    wall,
    time,
    utc: `${withoutZeroSeconds(at.toISOString().slice(11, 19))}Z`,
    reason: shiftReason(at, timeZone, time, ruleTime) ?? doubledReason(at, timeZone, time, ruleTime),
  };
}

function shiftReason(at: Date, timeZone: string, time: string, ruleTime: string | null): string | null {
  if (ruleTime === null || time === ruleTime) return null;
  const before = offsetMinutes(new Date(at.getTime() - 3 * HOUR_MS), timeZone);
  if (offsetMinutes(at, timeZone) <= before) return null;
  return `Clocks go forward: ${ruleTime} does not exist`;
}

function doubledReason(at: Date, timeZone: string, time: string, ruleTime: string | null): string | null {
  if (ruleTime === null) return null;
  const later = new Date(at.getTime() + 3 * HOUR_MS);
  const gainedMs = (offsetMinutes(at, timeZone) - offsetMinutes(later, timeZone)) * 60_000;
  if (gainedMs <= 0) return null;
  const again = new Date(at.getTime() + gainedMs);
  if (floatingTime(again, timeZone) !== floatingTime(at, timeZone)) return null;
  return `Clocks go back: ${time} comes twice, it runs at the first`;
}

/** The time of day that a rule asks for, where it asks for exactly one. */
export function ruleTimeOf(recurrence: string, start: string): string | null {
  if (/FREQ=(HOURLY|MINUTELY|SECONDLY)/.test(recurrence)) return null;
  if (/BY(HOUR|MINUTE|SECOND)=|RDATE/.test(recurrence)) return null;
  return withoutZeroSeconds(start.slice(11).padEnd(8, ':00'));
}

function withoutZeroSeconds(time: string): string {
  return time.endsWith(':00') && time.length === 8 ? time.slice(0, 5) : time;
}
