import { firstMatch } from './first-match.ts';

/** When a new schedule runs unless told otherwise. */
export const DEFAULT_TIME = '02:30';

interface JsonForm {
  properties?: Record<string, Record<string, unknown>>;
}

/** The schedule form with the defaults of a new one: daily at night in the server's zone. */
export function withScheduleDefaults(form: JsonForm, now: string, timeZone: string): JsonForm {
  const defaults: Record<string, unknown> = {
    recurrence: 'RRULE:FREQ=DAILY',
    recurrenceStart: firstMatch({ preset: 'daily', every: 1 }, now, DEFAULT_TIME),
    timeZone,
  };
  const properties = Object.fromEntries(
    Object.entries(form.properties ?? {}).map(([name, field]) => [
      name,
      name in defaults ? { ...field, default: defaults[name] } : field,
    ]),
  );
  return { ...form, properties };
}
