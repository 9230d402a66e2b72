import type { RetentionPolicy } from '@borgcube/domain/retention/retention-policy';

type Keeps = Omit<RetentionPolicy, 'id' | 'createdAt' | 'updatedAt' | 'name' | 'description' | 'timeZone'>;

const UNITS = [
  ['keepSecondly', 'second'],
  ['keepMinutely', 'minute'],
  ['keepHourly', 'hour'],
  ['keepDaily', 'day'],
  ['keepWeekly', 'week'],
  ['keepMonthly', 'month'],
  ['keepYearly', 'year'],
] as const;

/** `all within 10d, 7 days, 4 weeks, every month`: what a policy keeps, finest first. */
export function policyWords(policy: Keeps): string {
  const within = policy.keepWithin ? [`all within ${policy.keepWithin}`] : [];
  const keeps = UNITS.flatMap(([field, unit]) => {
    const count = policy[field];
    if (count === 0) return [];
    return [count < 0 ? `every ${unit}` : `${count} ${unit}${count === 1 ? '' : 's'}`];
  });
  return [...within, ...keeps].join(', ') || 'nothing';
}
