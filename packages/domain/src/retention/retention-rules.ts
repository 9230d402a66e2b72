/** Borg's intervals in the order in which `borg prune` applies them, with the field that says how many are kept. */
export const INTERVALS = [
  ['secondly', 'keepSecondly'],
  ['minutely', 'keepMinutely'],
  ['hourly', 'keepHourly'],
  ['daily', 'keepDaily'],
  ['weekly', 'keepWeekly'],
  ['monthly', 'keepMonthly'],
  ['yearly', 'keepYearly'],
] as const;

export type Interval = (typeof INTERVALS)[number][0];

/** What is kept. -1: all of an interval; 0: the interval is off. */
export interface RetentionRules {
  readonly keepSecondly: number;
  readonly keepMinutely: number;
  readonly keepHourly: number;
  readonly keepDaily: number;
  readonly keepWeekly: number;
  readonly keepMonthly: number;
  readonly keepYearly: number;
  /** In Borg's words, `10d`; null: no such rule. */
  readonly keepWithin: string | null;
  /** IANA; days and weeks begin as the clocks there say. */
  readonly timeZone: string;
}

/** Borg refuses rules that name nothing to keep. */
export function keepsNothing(rules: Omit<RetentionRules, 'timeZone'>): boolean {
  return !rules.keepWithin && INTERVALS.every(([, field]) => rules[field] === 0);
}
