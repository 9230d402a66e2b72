import type { RecurrenceTime } from './recurrence.ts';
import { formatOffset, offsetMsAt, wallAt, zoneAbbreviation, zonedInstant } from './time-zone.ts';
import { formatClock, formatFloatingTime } from './wall-time.ts';

/** What the editor shows of one coming occurrence. */
export interface OccurrenceMarks {
  /** UTC instant, ISO. */
  readonly instant: string;
  /** What the clock on the wall shows then. */
  readonly wall: string;
  readonly offset: string;
  readonly zone: string;
  /** The asked-for time does not exist that day. */
  readonly shifted: boolean;
  /** The time on the wall comes twice that day. */
  readonly doubled: boolean;
  /** Why it is shifted or doubled, in words. */
  readonly reason: string | null;
}

export function markOccurrence(time: RecurrenceTime, timeZone: string): OccurrenceMarks {
  const shown = wallAt(time.instant, timeZone);
  const shifted = shown !== time.wall;
  const passes = passesOf(shown, timeZone);
  return {
    instant: new Date(time.instant).toISOString(),
    wall: formatFloatingTime(shown),
    offset: formatOffset(offsetMsAt(time.instant, timeZone)),
    zone: zoneAbbreviation(time.instant, timeZone),
    shifted,
    doubled: passes.length > 1,
    reason: shifted ? shiftedWords(time) : doubledWords(time, shown, passes),
  };
}

function shiftedWords(time: RecurrenceTime): string {
  return `Clocks go forward: ${formatClock(time.wall)} does not exist`;
}

function doubledWords(time: RecurrenceTime, shown: number, passes: readonly number[]): string | null {
  if (passes.length < 2) return null;
  const clock = formatClock(shown);
  if (!time.elapsed) return `Clocks go back: ${clock} comes twice, this is the first`;
  return `Clocks go back: ${clock} comes twice, this is the ${time.instant === passes[0] ? 'first' : 'second'}`;
}

/** The instants at which the wall shows this time, in order. */
function passesOf(wall: number, timeZone: string): number[] {
  const first = zonedInstant(wall, timeZone).instant;
  const fallenBack = offsetMsAt(first, timeZone) - offsetMsAt(first + DAY_MS, timeZone);
  const second = first + fallenBack;
  return fallenBack > 0 && wallAt(second, timeZone) === wall ? [first, second] : [first];
}

const DAY_MS = 86_400_000;
