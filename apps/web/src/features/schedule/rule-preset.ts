import { type BuilderRule, type Preset, WEEKDAYS } from './rule-builder.ts';

export const PRESETS: readonly { value: Preset; label: string }[] = [
  { value: 'daily', label: 'Every day' },
  { value: 'weekdays', label: 'Monday to Friday' },
  { value: 'weekly', label: 'Weekly' },
  { value: 'monthDay', label: 'Monthly, by date' },
  { value: 'monthWeekday', label: 'Monthly, by weekday' },
  { value: 'yearly', label: 'Yearly' },
  { value: 'hourly', label: 'Every few hours' },
  { value: 'minutely', label: 'Every few minutes' },
  { value: 'once', label: 'Once' },
];

/** The rule that a preset begins with; `start` tells the day where one is needed. */
export function presetRule(preset: Preset, start: string): BuilderRule {
  const day = new Date(`${start.slice(0, 10)}T00:00:00Z`);
  const weekday = WEEKDAYS[(day.getUTCDay() + 6) % 7] ?? 'SU';
  switch (preset) {
    case 'daily':
      return { preset, every: 1 };
    case 'weekdays':
    case 'once':
      return { preset };
    case 'weekly':
      return { preset, every: 1, days: [weekday] };
    case 'monthDay':
      return { preset, every: 1, day: 1 };
    case 'monthWeekday':
      return { preset, every: 1, nth: 1, weekday: 'SU' };
    case 'yearly':
      return { preset, every: 1, month: day.getUTCMonth() + 1, day: day.getUTCDate() };
    case 'hourly':
      return { preset, every: 6 };
    case 'minutely':
      return { preset, every: 15 };
  }
}
