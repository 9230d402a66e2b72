import { INTERVALS, type Interval, type RetentionRules } from '../retention/retention-rules.ts';

const DAY_MS = 86_400_000;

/** `keepSecondly` keeps the last so many archives, and a group is hardly backed up more often than this. */
const BACKUP_MS = 300_000;

/** The shortest that a period can be; milliseconds. */
const PERIOD_MS: Readonly<Record<Exclude<Interval, 'secondly'>, number>> = {
  minutely: 60_000,
  hourly: 3_600_000,
  daily: DAY_MS - 3_600_000,
  weekly: 7 * DAY_MS - 3_600_000,
  monthly: 28 * DAY_MS,
  yearly: 365 * DAY_MS,
};

/**
 * Whether the time that went by between two plans under the same rules (milliseconds) is enough for an archive to leave
 * the rule that kept it: with 24 hours kept, every archive that was kept for its hour is due after a day. Only this
 * server's clock counts: archives that a client dates into the future make nothing expire.
 */
export function hasExpired(rule: string, rules: RetentionRules, elapsed: number): boolean {
  const match = /^(\w+) #(\d+)$/.exec(rule);
  const place = Number(match?.[2]);
  if (match?.[1] === 'within') return true;
  const known = INTERVALS.find(([interval]) => interval === match?.[1]);
  if (!known) return false;
  const [interval, field] = known;
  const count = rules[field];
  const periods =
    interval === 'secondly' ? Math.floor(elapsed / BACKUP_MS) : Math.ceil(elapsed / PERIOD_MS[interval]);
  return count >= 0 && place + periods > count;
}
