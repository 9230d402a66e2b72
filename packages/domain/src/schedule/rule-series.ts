import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { type PlainNext, plainSeries } from './plain-series.ts';
import type { Frequency, RecurrenceRule } from './recurrence-rule.ts';

/**
 * How many periods a rule may pass over before it is taken to never match again: 50 years of days, 400 of weeks and
 * months, 1000 of years. A rule that can match at all (29 February on a Monday: 40 years) does so well within these.
 */
const PERIODS_MAX: Record<Frequency, number> = {
  YEARLY: 1000,
  MONTHLY: 5000,
  WEEKLY: 20_000,
  DAILY: 20_000,
  HOURLY: 20_000,
  MINUTELY: 20_000,
  SECONDLY: 20_000,
};
/** With COUNT the library walks from the start; more periods than this for each one counted are not gone through. */
const PERIODS_PER_COUNT = 31;

/**
 * The times of one rule on a time line without clock changes, as milliseconds; the start is always the first of them
 * and counts towards COUNT, whether the rule's own parts match it or not (RFC 5545 3.8.5.3).
 */
export class RuleSeries {
  readonly #rule: RecurrenceRule;
  readonly #start: number;
  readonly #plain: PlainNext | null;
  #generator: RRuleTemporal | null | undefined;

  /** @param until last possible time on the same time line, inclusive. */
  constructor(rule: RecurrenceRule, start: number, until: number | null) {
    this.#rule = until === null ? rule : { ...rule, until: { at: until, utc: false } };
    this.#start = start;
    this.#plain = plainSeries(rule, start);
  }

  /** The first time after `after`; null when there is none. */
  next(after: number): number | null {
    if (after < this.#start) return this.#start;
    if (this.#plain) return this.#upToEnd(this.#plain(after));
    this.#generator ??= this.#open();
    return this.#generator ? nextOf(this.#generator, after, false) : null;
  }

  /** The first time that the rule's own parts match, at or after the start. */
  firstMatch(): number | null {
    if (!canBePicked(this.#rule)) return null;
    return nextOf(generatorOf(this.#rule, this.#start, this.#rule.count), this.#start, true);
  }

  #upToEnd(time: number | null): number | null {
    const { until } = this.#rule;
    return time !== null && until !== null && time > until.at ? null : time;
  }

  #open(): RRuleTemporal | null {
    const { count } = this.#rule;
    if (!canBePicked(this.#rule)) return null;
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
    maxIterations: PERIODS_MAX[rule.frequency] + (count ?? 0) * PERIODS_PER_COUNT,
  });
}

/** False where BYSETPOS asks for more than a period ever holds; the library would search in vain. */
function canBePicked(rule: RecurrenceRule): boolean {
  if (rule.bySetPos.length === 0 || rule.frequency === 'YEARLY') return true;
  const times = [rule.byHour, rule.byMinute, rule.bySecond].reduce(
    (all, list) => all * (list.length || 1),
    1,
  );
  const most = times * daysMax(rule);
  return rule.bySetPos.some((position) => Math.abs(position) <= most);
}

function daysMax(rule: RecurrenceRule): number {
  if (rule.frequency === 'DAILY') return 1;
  if (rule.frequency === 'WEEKLY') return rule.byDay.length || 1;
  if (rule.byDay.length > 0) return rule.byDay.reduce((all, day) => all + (day.ordinal === null ? 5 : 1), 0);
  return rule.byMonthDay.length || 1;
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
