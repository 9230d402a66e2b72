import type { PolicyInput } from '@borgcube/domain/retention/retention-policy';
import type { Values } from '../../forms/form-values.ts';

const COUNTS = [
  'keepSecondly',
  'keepMinutely',
  'keepHourly',
  'keepDaily',
  'keepWeekly',
  'keepMonthly',
  'keepYearly',
] as const;

/** The policy that stands in a form; what is empty or half typed counts as not said. */
export function policyOf(values: Values): Partial<PolicyInput> {
  const counts = COUNTS.flatMap((field) => {
    const value = values[field];
    return typeof value === 'number' ? [[field, value] as const] : [];
  });
  const { keepWithin, timeZone } = values;
  return {
    ...Object.fromEntries(counts),
    ...(typeof keepWithin === 'string' && keepWithin !== '' ? { keepWithin } : {}),
    ...(typeof timeZone === 'string' && timeZone !== '' ? { timeZone } : {}),
  };
}
