import { markOccurrence } from '@borgcube/domain/schedule/occurrence-marks';
import { describeRecurrence } from '@borgcube/domain/schedule/recurrence-words';
import type { SchedulePreview, SchedulePreviewInput } from '@borgcube/domain/schedule/schedule';
import { formatFloatingTime, parseFloatingTime } from '@borgcube/domain/schedule/wall-time';
import { requireRole } from '../actor/require-role.ts';
import type { CoreContext } from '../core-context.ts';
import { requireRecurrence } from './require-recurrence.ts';

/** What a recurrence would do, before anything is saved. */
export function previewSchedule(
  ctx: Pick<CoreContext, 'actor'>,
  input: SchedulePreviewInput,
): SchedulePreview {
  requireRole(ctx, 'viewer');
  const recurrence = requireRecurrence(input);
  const start = parseFloatingTime(input.recurrenceStart) ?? 0;
  // Two days before the start's wall time lies before its instant in every zone.
  const after = input.after === undefined ? start - 2 * 86_400_000 : Date.parse(input.after);
  const details = recurrence.take(input.count, after).map((time) => markOccurrence(time, input.timeZone));
  const suggested = recurrence.suggestedStart();
  return {
    text: describeRecurrence(input.recurrence, input.recurrenceStart),
    occurrences: details.map((detail) => detail.instant),
    details,
    suggestedStart: suggested === null ? null : formatFloatingTime(suggested),
  };
}
