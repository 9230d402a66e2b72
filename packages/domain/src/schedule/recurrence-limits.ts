import { isSubDaily, RecurrenceError, type RecurrenceRule } from './recurrence-rule.ts';

/** Rules by the calendar are counted from their start; 27 years of days. */
const COUNT_MAX = 10_000;

/** Parts that go together by RFC 5545 3.3.10 and that are computed right here; the rest is refused with words. */
export function requireSoundRule(rule: RecurrenceRule): void {
  const refusal = refusalOf(rule);
  if (refusal) throw new RecurrenceError(refusal);
}

function refusalOf(rule: RecurrenceRule): string | null {
  if (rule.count !== null && rule.until !== null) return 'A rule ends by COUNT or by UNTIL, not by both.';
  if (isSubDaily(rule)) return subDailyRefusal(rule);
  return calendarRefusal(rule);
}

function subDailyRefusal(rule: RecurrenceRule): string | null {
  const { frequency } = rule;
  const dayParts = [
    ['BYDAY', rule.byDay],
    ['BYMONTH', rule.byMonth],
    ['BYMONTHDAY', rule.byMonthDay],
    ['BYYEARDAY', rule.byYearDay],
    ['BYWEEKNO', rule.byWeekNo],
    ['BYHOUR', rule.byHour],
    ['BYSETPOS', rule.bySetPos],
  ] as const;
  const used = dayParts.filter(([, values]) => values.length > 0).map(([name]) => name);
  if (used.length > 0) {
    return (
      `FREQ=${frequency} counts elapsed time and cannot be bound to days or hours (${used.join(', ')}). ` +
      'Write FREQ=DAILY with BYHOUR and BYMINUTE instead, for example FREQ=DAILY;BYDAY=MO,TU;BYHOUR=8,9,10;BYMINUTE=0.'
    );
  }
  if (rule.byMinute.length > 0 && frequency !== 'HOURLY') {
    return `FREQ=${frequency} with BYMINUTE is written FREQ=HOURLY;BYMINUTE=….`;
  }
  if (rule.bySecond.length > 0 && frequency === 'SECONDLY') {
    return 'FREQ=SECONDLY with BYSECOND is written FREQ=MINUTELY;BYSECOND=….';
  }
  return null;
}

function calendarRefusal(rule: RecurrenceRule): string | null {
  const { frequency, byDay } = rule;
  const hasOrdinal = byDay.some((day) => day.ordinal !== null);
  if (rule.byWeekNo.length > 0 && frequency !== 'YEARLY') return 'BYWEEKNO goes with FREQ=YEARLY only.';
  if (rule.byYearDay.length > 0 && frequency !== 'YEARLY') return 'BYYEARDAY goes with FREQ=YEARLY only.';
  if (rule.byMonthDay.length > 0 && frequency === 'WEEKLY') return 'BYMONTHDAY does not go with FREQ=WEEKLY.';
  if (hasOrdinal && frequency !== 'MONTHLY' && frequency !== 'YEARLY') {
    return 'A number before a weekday (1MO, -1SU) goes with FREQ=MONTHLY and FREQ=YEARLY only.';
  }
  if (rule.byWeekNo.length > 0 && byDay.length === 0) return 'BYWEEKNO needs BYDAY: which days of that week?';
  if (hasOrdinal && rule.byWeekNo.length > 0) return 'A number before a weekday does not go with BYWEEKNO.';
  if (hasOrdinal && isWithinMonth(rule) && byDay.some((day) => Math.abs(day.ordinal ?? 0) > 5)) {
    return 'A month has at most five of each weekday.';
  }
  if (rule.count !== null && rule.count > COUNT_MAX) {
    return `COUNT goes up to ${COUNT_MAX.toLocaleString('en')}; beyond that, end the rule by UNTIL.`;
  }
  if (rule.bySetPos.length > 0 && !hasOtherPart(rule)) {
    return 'BYSETPOS picks from what another BY part selects; there is none in this rule.';
  }
  return null;
}

function isWithinMonth(rule: RecurrenceRule): boolean {
  return rule.frequency === 'MONTHLY' || rule.byMonth.length > 0;
}

function hasOtherPart(rule: RecurrenceRule): boolean {
  const others = [
    rule.byDay,
    rule.byMonth,
    rule.byMonthDay,
    rule.byYearDay,
    rule.byWeekNo,
    rule.byHour,
    rule.byMinute,
    rule.bySecond,
  ];
  return others.some((values) => values.length > 0);
}
