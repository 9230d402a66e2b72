import { Recurrence } from './recurrence.ts';

/** Ten rules as people have them: 60 % daily, 20 % weekly, 10 % monthly, 10 % within the day. */
const RULES = [
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=DAILY;BYHOUR=2,14;BYMINUTE=30',
  'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=DAILY;UNTIL=20400101T000000Z',
  'FREQ=DAILY;BYMONTHDAY=1,15',
  'FREQ=WEEKLY;BYDAY=MO,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
  'FREQ=MONTHLY;BYDAY=-1SU',
  'FREQ=MINUTELY;INTERVAL=15',
] as const;
const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'] as const;
const AFTER = Date.parse('2026-11-22T12:00:00Z');
const FIVE_YEARS_AGO = 2021;
const TWENTY_YEARS_AGO = 2006;

/** Monotonic milliseconds. */
type Now = () => number;

/** Milliseconds for the next occurrence of so many fresh rules that began in that year. */
export function measureRules(now: Now, count: number, year: number): { ms: number; found: number } {
  const inputs = Array.from({ length: count }, (_, index) => ({
    recurrence: `RRULE:${RULES[index % RULES.length]}`,
    recurrenceStart: `${year}-${two(1 + (index % 12))}-${two(1 + (index % 28))}T${two(index % 24)}:30:00`,
    timeZone: ZONES[index % ZONES.length] ?? 'UTC',
  }));
  const from = now();
  let found = 0;
  for (const input of inputs) if (new Recurrence(input).next(AFTER) !== null) found += 1;
  return { ms: now() - from, found };
}

/** Old rules against young ones, taken side by side; the best of each, in milliseconds. */
export function ageRatio(now: Now, asked: { readonly rules: number; readonly rounds: number }) {
  measureRules(now, asked.rules, FIVE_YEARS_AGO);
  let [young, old] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < asked.rounds; round += 1) {
    young = Math.min(young, measureRules(now, asked.rules, FIVE_YEARS_AGO).ms);
    old = Math.min(old, measureRules(now, asked.rules, TWENTY_YEARS_AGO).ms);
  }
  return { young, old, ratio: old / young };
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
