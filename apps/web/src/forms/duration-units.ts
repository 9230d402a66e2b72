export interface DurationUnit {
  word: 'seconds' | 'minutes' | 'hours' | 'days';
  ms: number;
}

/** Largest first. */
export const DURATION_UNITS: readonly DurationUnit[] = [
  { word: 'days', ms: 86_400_000 },
  { word: 'hours', ms: 3_600_000 },
  { word: 'minutes', ms: 60_000 },
  { word: 'seconds', ms: 1000 },
];

const HOURS: DurationUnit = { word: 'hours', ms: 3_600_000 };

/** The largest unit that writes the duration as a whole number; days only from two on, so 26 h stays 26 h. */
export function unitFor(ms: number | null): DurationUnit {
  if (ms === null || ms === 0) return HOURS;
  return (
    DURATION_UNITS.find((unit) => ms % unit.ms === 0 && (unit.word !== 'days' || ms >= 2 * unit.ms)) ?? HOURS
  );
}
