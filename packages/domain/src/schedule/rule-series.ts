import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { RecurrenceRule } from './recurrence-rule.ts';

/** Guards of the library against rules that never match again; high enough for COUNT=100000. */
const ITERATIONS_MAX = 200_000;
const CANDIDATES_MAX = 4_000_000;

/**
 * The times of one rule on a time line without clock changes, as milliseconds; the start is always the first of them
 * and counts towards COUNT, whether the rule's own parts match it or not (RFC 5545 3.8.5.3).
 */
export class RuleSeries {
  readonly #rule: RecurrenceRule;
  readonly #start: number;
  #generator: RRuleTemporal | null | undefined;

  /** @param until last possible time on the same time line, inclusive. */
  constructor(rule: RecurrenceRule, start: number, until: number | null) {
    this.#rule = until === null ? rule : { ...rule, until: { at: until, utc: false } };
    this.#start = start;
  }

  /** The first time after `after`; null when there is none. */
  next(after: number): number | null {
    if (after < this.#start) return this.#start;
    this.#generator ??= this.#open();
    return this.#generator ? nextOf(this.#generator, after, false) : null;
  }

  /** The first time that the rule's own parts match, at or after the start. */
  firstMatch(): number | null {
    return nextOf(generatorOf(this.#rule, this.#start, this.#rule.count), this.#start, true);
  }

  #open(): RRuleTemporal | null {
    const { count } = this.#rule;
    const generator = generatorOf(this.#rule, this.#start, count);
    if (count === null || nextOf(generator, this.#start, true) === this.#start) return generator;
    return count === 1 ? null : generatorOf(this.#rule, this.#start, count - 1);
  }
}

function generatorOf(rule: RecurrenceRule, start: number, count: number | null): RRuleTemporal {
  const list = (name: string, values: readonly number[]) =>
    values.length > 0 ? { [name]: [...values] } : {};
  return new RRuleTemporal({
    freq: rule.frequency,
    interval: rule.interval,
    dtstart: utc(start),
    tzid: 'UTC',
    ...(count === null ? {} : { count }),
    ...(rule.until === null ? {} : { until: utc(rule.until.at) }),
    ...(rule.byDay.length > 0
      ? { byDay: rule.byDay.map((day) => `${day.ordinal ?? ''}${day.weekday}`) }
      : {}),
    ...list('byMonth', rule.byMonth),
    ...list('byMonthDay', rule.byMonthDay),
    ...list('byYearDay', rule.byYearDay),
    ...list('byWeekNo', rule.byWeekNo),
    ...list('byHour', rule.byHour),
    ...list('byMinute', rule.byMinute),
    ...list('bySecond', rule.bySecond),
    ...list('bySetPos', rule.bySetPos),
    wkst: rule.weekStart,
    includeDtstart: false,
    cache: false,
    maxIterations: ITERATIONS_MAX,
    maxCandidateEvaluations: CANDIDATES_MAX,
  });
}

function nextOf(generator: RRuleTemporal, after: number, inclusive: boolean): number | null {
  try {
    return generator.next(new Date(after), inclusive)?.epochMilliseconds ?? null;
  } catch (error) {
    // A rule that never matches (30 February) ends in the library's guard: there is no next time.
    if (error instanceof Error && /^Maximum/.test(error.message)) return null;
    throw error;
  }
}

function utc(ms: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC');
}
