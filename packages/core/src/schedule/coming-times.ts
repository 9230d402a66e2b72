import type { StoredSchedule } from '@borgcube/db/schedule-store';
import { Recurrence, type RecurrenceTime } from '@borgcube/domain/schedule/recurrence';
import { RecurrenceError } from '@borgcube/domain/schedule/recurrence-rule';

/** The rule of a stored schedule; null: this version can no longer read it. */
export function recurrenceOf(schedule: StoredSchedule): Recurrence | null {
  try {
    return new Recurrence(schedule);
  } catch (error) {
    if (error instanceof RecurrenceError) return null;
    throw error;
  }
}

/** Times that have no row yet, from `from` on and before `to`; at most `max` + 1 of them. Milliseconds. */
export function comingTimes(
  schedule: StoredSchedule,
  asked: { readonly from: number; readonly to: number; readonly max: number },
): RecurrenceTime[] {
  const nextAt = schedule.nextAt?.getTime();
  if (nextAt === undefined || nextAt >= asked.to) return [];
  const recurrence = recurrenceOf(schedule);
  if (recurrence === null) return [];
  const times: RecurrenceTime[] = [];
  for (let after = Math.max(nextAt, asked.from) - 1; times.length <= asked.max; ) {
    const time = recurrence.next(after);
    if (time === null || time.instant >= asked.to) break;
    times.push(time);
    after = time.instant;
  }
  return times;
}
