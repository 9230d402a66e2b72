import { invalidFields } from '../error/domain-error.ts';

const MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const YEARS_MAX = 100;
const DURATION = /^(\d{1,9})([smhdw])$/;
const ISO_DATE = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** When a token made now ends; `text` is a duration (`12h`, `30d`) or an ISO date, whose day begins in UTC. */
export function parseTokenExpiry(text: string, now: Date): Date {
  const at = instantOf(text.trim(), now);
  if (at === null || Number.isNaN(at)) {
    throw invalidFields({ expires: ['A duration such as 30d or 12h, or a date such as 2027-01-31.'] });
  }
  if (at <= now.getTime()) throw invalidFields({ expires: ['This lies in the past.'] });
  if (at > now.getTime() + YEARS_MAX * 365 * (MILLISECONDS.d ?? 0)) {
    throw invalidFields({
      expires: [`At most ${YEARS_MAX} years. Leave it out for a token that never ends.`],
    });
  }
  return new Date(at);
}

function instantOf(text: string, now: Date): number | null {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (count && unit) return now.getTime() + Number(count) * (MILLISECONDS[unit] ?? Number.NaN);
  const day = ISO_DATE.exec(text)?.[1];
  return day && isInCalendar(day) ? Date.parse(text) : null;
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isInCalendar(day: string): boolean {
  const at = Date.parse(day);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}
