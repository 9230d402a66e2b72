import { Recurrence, type RecurrenceInput } from './recurrence.ts';

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
  return measureInputs(now, inputsOf(count, year));
}

function inputsOf(count: number, year: number): RecurrenceInput[] {
  return Array.from({ length: count }, (_, index) => ({
    recurrence: `RRULE:${RULES[index % RULES.length]}`,
    recurrenceStart: `${year}-${two(1 + (index % 12))}-${two(1 + (index % 28))}T${two(index % 24)}:30:00`,
    timeZone: ZONES[index % ZONES.length] ?? 'UTC',
  }));
}

function measureInputs(now: Now, inputs: readonly RecurrenceInput[]): { ms: number; found: number } {
  const from = now();
  let found = 0;
  for (const input of inputs) if (new Recurrence(input).next(AFTER) !== null) found += 1;
  return { ms: now() - from, found };
}

/** So few that other work on the machine hardly ever comes between. */
const TOGETHER = 30;

/** Old rules against young ones, taken side by side in small heaps, the best of each heap; in milliseconds. */
export function ageRatio(now: Now, asked: { readonly rules: number; readonly rounds: number }) {
  const [youngInputs, oldInputs] = [
    inputsOf(asked.rules, FIVE_YEARS_AGO),
    inputsOf(asked.rules, TWENTY_YEARS_AGO),
  ];
  let [young, old] = [0, 0];
  for (let from = 0; from < asked.rules; from += TOGETHER) {
    let [bestYoung, bestOld] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < asked.rounds; round += 1) {
      bestYoung = Math.min(bestYoung, measureInputs(now, youngInputs.slice(from, from + TOGETHER)).ms);
      bestOld = Math.min(bestOld, measureInputs(now, oldInputs.slice(from, from + TOGETHER)).ms);
    }
    young += bestYoung;
    old += bestOld;
  }
  return { young, old, ratio: old / young };
}

function two(part: number): string {
  return String(part).padStart(2, '0');
}
