const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Milliseconds, rounded down: `3 days`, `26 hours`, `1 minute`, `20 seconds`. */
export function durationWords(ms: number): string {
  if (ms >= 3 * DAY_MS) return counted(ms / DAY_MS, 'day');
  if (ms >= HOUR_MS) return counted(ms / HOUR_MS, 'hour');
  if (ms >= MINUTE_MS) return counted(ms / MINUTE_MS, 'minute');
  return counted(ms / SECOND_MS, 'second');
}

function counted(amount: number, unit: string): string {
  const count = Math.floor(amount);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
