import { Temporal } from 'temporal-polyfill';
import { formatFloatingTime } from './wall-time.ts';

/** The clocks of a zone are set. */
export interface ClockChange {
  /** Milliseconds since 1970. */
  readonly instant: number;
  /** What the wall shows at that moment before and after, floating times. */
  readonly from: string;
  readonly to: string;
}

/** The next one after the instant; null in zones that have none to come. */
export function clockChangeAfter(instant: number, timeZone: string): ClockChange | null {
  const next = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(timeZone)
    .getTimeZoneTransition('next');
  if (!next) return null;
  const at = next.epochMilliseconds;
  const before = next.subtract({ milliseconds: 1 }).offsetNanoseconds / 1e6;
  const after = next.offsetNanoseconds / 1e6;
  return { instant: at, from: formatFloatingTime(at + before), to: formatFloatingTime(at + after) };
}
