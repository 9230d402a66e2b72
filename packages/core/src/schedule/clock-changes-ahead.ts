import type { StoredSchedule } from '@borgcube/db/schedule-store';
import { clockChangeAfter } from '@borgcube/domain/schedule/clock-change';
import { markOccurrence } from '@borgcube/domain/schedule/occurrence-marks';
import type { ScheduleCalendar } from '@borgcube/domain/schedule/schedule-calendar';
import { comingTimes } from './coming-times.ts';

const ZONES_MAX = 10;
const AROUND_MS = 3 * 3_600_000;
/** A rule that comes more often around the change counts elapsed time, and no clock changes it. */
const TIMES_MAX = 12;

/** The next change of the clocks in each zone in use, and the schedules that it moves or doubles. */
export function clockChangesAhead(
  schedules: readonly StoredSchedule[],
  now: number,
): ScheduleCalendar['clockChanges'] {
  const enabled = schedules.filter(({ recurrenceEnabled }) => recurrenceEnabled);
  const zones = [...new Set(enabled.map(({ timeZone }) => timeZone))].slice(0, ZONES_MAX);
  const changes = zones.flatMap((timeZone) => {
    const change = clockChangeAfter(now, timeZone);
    if (change === null) return [];
    const inZone = enabled.filter((schedule) => schedule.timeZone === timeZone);
    const moved = inZone.flatMap((schedule) => movedBy(schedule, change.instant) ?? []);
    return [{ ...change, timeZone, instant: new Date(change.instant).toISOString(), schedules: moved }];
  });
  return changes.sort((one, other) => (one.instant < other.instant ? -1 : 1));
}

function movedBy(schedule: StoredSchedule, change: number) {
  const range = { from: change - AROUND_MS, to: change + AROUND_MS, max: TIMES_MAX };
  for (const time of comingTimes(schedule, range)) {
    const { reason, wall } = time.elapsed
      ? { reason: null, wall: '' }
      : markOccurrence(time, schedule.timeZone);
    if (reason !== null) return { scheduleId: schedule.id, name: schedule.name, reason, wall };
  }
  return null;
}
