import { invalidFields } from '@borgcube/domain/error/domain-error';
import { Recurrence, type RecurrenceInput } from '@borgcube/domain/schedule/recurrence';
import { RecurrenceError } from '@borgcube/domain/schedule/recurrence-rule';
import { isTimeZone } from '@borgcube/domain/schedule/time-zone';
import { parseFloatingTime } from '@borgcube/domain/schedule/wall-time';

/** Refuses, under the field's own name, what cannot be evaluated right. */
export function requireRecurrence(input: RecurrenceInput): Recurrence {
  if (!isTimeZone(input.timeZone)) {
    throw invalidFields({ timeZone: [`There is no time zone ${input.timeZone}.`] });
  }
  if (parseFloatingTime(input.recurrenceStart) === null) {
    throw invalidFields({ recurrenceStart: [`There is no local time ${input.recurrenceStart}.`] });
  }
  try {
    return new Recurrence(input);
  } catch (error) {
    if (error instanceof RecurrenceError) throw invalidFields({ recurrence: [error.message] });
    throw error;
  }
}

/** The first occurrence that a schedule has from this moment on; null while it is not enabled. */
export function nextFrom(
  input: RecurrenceInput & { readonly recurrenceEnabled: boolean },
  from: Date,
): Date | null {
  const next = input.recurrenceEnabled ? requireRecurrence(input).next(from.getTime() - 1) : null;
  return next && new Date(next.instant);
}
