import { parseRecurrence, type RecurrenceLines } from './recurrence-lines.ts';
import { isSubDaily, RecurrenceError, type RecurrenceRule } from './recurrence-rule.ts';
import { RuleSeries } from './rule-series.ts';
import { isTimeZone, offsetMsAt, wallAt, zonedInstant } from './time-zone.ts';
import { parseFloatingTime, type WallMs } from './wall-time.ts';

/** What decides when a schedule runs. */
export interface RecurrenceInput {
  /** RRULE, RDATE and EXDATE lines with floating local times. */
  readonly recurrence: string;
  /** Floating local time. */
  readonly recurrenceStart: string;
  /** IANA name. */
  readonly timeZone: string;
}

/** One time at which a schedule runs; `wall` is what was asked for, which clock changes may have moved. */
export interface RecurrenceTime {
  readonly instant: number;
  readonly wall: WallMs;
  /** Counted by elapsed time, so it comes in both passes of a doubled hour. */
  readonly elapsed: boolean;
}

/**
 * All times of a schedule, evaluated in its own zone: wall-clock time for daily and slower rules, elapsed time for
 * faster ones; times that do not exist move forward by the gap, doubled ones run at the first (Temporal's `compatible`).
 */
export class Recurrence {
  readonly #sources: readonly Source[];
  readonly #suggest: () => WallMs | null;

  /** Throws `RecurrenceError` with words. */
  constructor(input: RecurrenceInput) {
    if (!isTimeZone(input.timeZone)) throw new RecurrenceError(`There is no time zone ${input.timeZone}.`);
    const start = parseFloatingTime(input.recurrenceStart);
    if (start === null) throw new RecurrenceError(`There is no local time ${input.recurrenceStart}.`);
    const lines = parseRecurrence(input.recurrence);
    const frame = { start, timeZone: input.timeZone, excluded: new Set(lines.excluded) };
    this.#sources = [namedDates(lines, frame), ...lines.rules.map((rule) => sourceOf(rule, frame))];
    this.#suggest = () => firstMatch(lines, frame);
  }

  /** The first time after the instant; null when there is none. */
  next(after: number): RecurrenceTime | null {
    let best: RecurrenceTime | null = null;
    for (const source of this.#sources) {
      const time = source(after);
      if (time && (best === null || time.instant < best.instant)) best = time;
    }
    return best && best.instant < NEVER ? best : null;
  }

  /** Up to `count` times after the instant. */
  take(count: number, after: number): RecurrenceTime[] {
    const times: RecurrenceTime[] = [];
    for (let time = this.next(after); time && times.length < count; time = this.next(time.instant))
      times.push(time);
    return times;
  }

  /** The first time that the rule itself matches, at or after the start; null for dates alone. */
  suggestedStart(): WallMs | null {
    return this.#suggest();
  }
}

/** The first time at or after `from`; nothing before it is ever an occurrence. */
export function firstOccurrence(input: RecurrenceInput, from: number): number | null {
  return new Recurrence(input).next(from - 1)?.instant ?? null;
}

/** The year 10000, whose times ISO 8601 cannot say in four digits in every zone. */
const NEVER = Date.UTC(9999, 11, 31);

type Source = (after: number) => RecurrenceTime | null;

interface Frame {
  readonly start: WallMs;
  readonly timeZone: string;
  readonly excluded: ReadonlySet<WallMs>;
}

/** The start and the dates of RDATE lines; whatever lies before the start is none of its occurrences. */
function namedDates(lines: RecurrenceLines, frame: Frame): Source {
  const walls = [frame.start, ...lines.extra].filter(
    (wall) => wall >= frame.start && !frame.excluded.has(wall),
  );
  const times = walls
    .map((wall) => ({ instant: zonedInstant(wall, frame.timeZone).instant, wall, elapsed: false }))
    .sort((one, other) => one.instant - other.instant);
  return (after) => times.find((time) => time.instant > after) ?? null;
}

function sourceOf(rule: RecurrenceRule, frame: Frame): Source {
  return isSubDaily(rule) ? elapsedSource(rule, frame) : wallSource(rule, frame);
}

/** Runs on the zone's own wall; the library never sees a clock change. */
function wallSource(rule: RecurrenceRule, frame: Frame): Source {
  const { timeZone, excluded } = frame;
  const utcUntil = rule.until?.utc ? rule.until.at : null;
  const wallUntil = rule.until === null || rule.until.utc ? null : rule.until.at;
  const bare = { ...rule, until: null };
  const series = new RuleSeries(
    bare,
    frame.start,
    utcUntil === null ? wallUntil : wallAt(utcUntil, timeZone) + DAY_MS,
  );
  return (after) => {
    let best: RecurrenceTime | null = null;
    let cursor = wallAt(after, timeZone) - gapBefore(after, timeZone);
    for (;;) {
      const wall = series.next(cursor);
      if (wall === null) return best;
      cursor = wall;
      // The start is an occurrence of its own; EXDATE takes it away there too.
      if (excluded.has(wall)) continue;
      const zoned = zonedInstant(wall, timeZone);
      if (utcUntil !== null && zoned.instant > utcUntil) return best;
      if (best && wall >= horizonOf(best, timeZone)) return best;
      if (zoned.instant <= after) continue;
      if (best === null || zoned.instant < best.instant)
        best = { instant: zoned.instant, wall, elapsed: false };
      if (zoned.wall === wall) return best;
    }
  };
}

/** A time that was moved over a gap may be overtaken by later wall times up to the one it was moved to. */
function horizonOf(time: RecurrenceTime, timeZone: string): WallMs {
  return zonedInstant(time.wall, timeZone).wall;
}

/** How far clocks went forward during the last day; wall times from inside that gap may still be to come. */
function gapBefore(instant: number, timeZone: string): number {
  return Math.max(0, offsetMsAt(instant, timeZone) - offsetMsAt(instant - DAY_MS, timeZone));
}

/** Runs on a time line that keeps the start's own offset for ever, so that an hour is always an hour. */
function elapsedSource(rule: RecurrenceRule, frame: Frame): Source {
  const { timeZone } = frame;
  const first = zonedInstant(frame.start, timeZone);
  if (rule.byMinute.length > 0) requireWholeHours(first.instant, timeZone);
  const excluded = new Set([...frame.excluded].map((wall) => zonedInstant(wall, timeZone).instant));
  const until = rule.until;
  const untilInstant =
    until === null || until.utc ? (until?.at ?? null) : zonedInstant(until.at, timeZone).instant;
  const series = new RuleSeries(
    { ...rule, until: null },
    first.wall,
    untilInstant === null ? null : untilInstant + first.offsetMs,
  );
  return (after) => {
    for (let cursor = after + first.offsetMs; ; ) {
      const next = series.next(cursor);
      if (next === null) return null;
      cursor = next;
      const instant = next - first.offsetMs;
      if (!excluded.has(instant)) return { instant, wall: wallAt(instant, timeZone), elapsed: true };
    }
  };
}

/** BYMINUTE stays true only where clocks change by whole hours; Lord Howe changes by half of one. */
function requireWholeHours(start: number, timeZone: string): void {
  const shifts = [...Array(12).keys()].map((month) => {
    const offset = offsetMsAt(start + month * 30.5 * DAY_MS, timeZone);
    return offset - offsetMsAt(start, timeZone);
  });
  if (shifts.every((shift) => shift % 3_600_000 === 0)) return;
  throw new RecurrenceError(
    `Clocks in ${timeZone} change by less than an hour, so BYMINUTE does not go with FREQ=HOURLY there. ` +
      'Write FREQ=DAILY with BYHOUR and BYMINUTE.',
  );
}

function firstMatch(lines: RecurrenceLines, frame: Frame): WallMs | null {
  const matches = lines.rules.map((rule) => {
    if (rule.until?.utc) return new RuleSeries({ ...rule, until: null }, frame.start, null).firstMatch();
    return new RuleSeries(rule, frame.start, null).firstMatch();
  });
  const found = matches.filter((wall) => wall !== null);
  return found.length > 0 ? Math.min(...found) : null;
}

const DAY_MS = 86_400_000;
